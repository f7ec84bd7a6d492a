using TaskTracker.Emulation.Services.CloudWatch.Alarms;
using TaskTracker.Emulation.Services.CloudWatch.Wire;

namespace TaskTracker.Emulation.Services.CloudWatch.Operations;

internal sealed record ListTagsForResourceRequest(string Arn)
{
    public static ListTagsForResourceRequest Read(Fields fields)
    {
        fields.RefuseOthers("ResourceARN");
        new ModelChecks().Present("resourceARN", fields.Text("ResourceARN")).Length("resourceARN", fields.Text("ResourceARN"), 1, 1024).Check();
        return new ListTagsForResourceRequest(fields.RequiredText("ResourceARN"));
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListTagsForResource.html</remarks>
internal static class ListTagsForResource
{
    public static WireValue.Structure Execute(AlarmTable alarms, ListTagsForResourceRequest request) => WireValue.Of(
        ("Tags", WireValue.ListOf(alarms.Get(request.Arn).Tags, t => WireValue.Of(("Key", new WireValue.Text(t.Key)), ("Value", new WireValue.Text(t.Value))))));
}
