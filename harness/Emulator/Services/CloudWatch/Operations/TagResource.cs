using System.Collections.Immutable;
using TaskTracker.Emulation.Services.CloudWatch.Alarms;
using TaskTracker.Emulation.Services.CloudWatch.Wire;

namespace TaskTracker.Emulation.Services.CloudWatch.Operations;

internal sealed record TagResourceRequest(string Arn, ImmutableSortedDictionary<string, string> Tags)
{
    public static TagResourceRequest Read(Fields fields)
    {
        fields.RefuseOthers("ResourceARN", "Tags");
        new ModelChecks().Present("resourceARN", fields.Text("ResourceARN")).Length("resourceARN", fields.Text("ResourceARN"), 1, 1024).Present("tags", fields.Has("Tags") ? fields : null).Check();
        return new TagResourceRequest(fields.RequiredText("ResourceARN"), AlarmTags.Read(fields));
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_TagResource.html</remarks>
internal static class TagResource
{
    public static WireValue.Structure Execute(AlarmTable alarms, TagResourceRequest request)
    {
        alarms.State.Change(alarms.Get(request.Arn).Name, alarm => alarm is null ? null : alarm with { Tags = alarm.Tags.SetItems(request.Tags) }, (_, _) => null);
        return WireValue.Of();
    }
}
