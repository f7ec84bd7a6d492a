using TaskTracker.Emulation.Services.CloudWatch.Alarms;
using TaskTracker.Emulation.Services.CloudWatch.Wire;

namespace TaskTracker.Emulation.Services.CloudWatch.Operations;

internal sealed record UntagResourceRequest(string Arn, IReadOnlyList<string> Keys)
{
    public static UntagResourceRequest Read(Fields fields)
    {
        fields.RefuseOthers("ResourceARN", "TagKeys");
        new ModelChecks().Present("resourceARN", fields.Text("ResourceARN")).Length("resourceARN", fields.Text("ResourceARN"), 1, 1024).Present("tagKeys", fields.Has("TagKeys") ? fields : null).Check();
        return new UntagResourceRequest(fields.RequiredText("ResourceARN"), fields.Texts("TagKeys"));
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_UntagResource.html</remarks>
internal static class UntagResource
{
    public static WireValue.Structure Execute(AlarmTable alarms, UntagResourceRequest request)
    {
        alarms.State.Change(alarms.Get(request.Arn).Name, alarm => alarm is null ? null : alarm with { Tags = alarm.Tags.RemoveRange(request.Keys) }, (_, _) => null);
        return WireValue.Of();
    }
}
