using TaskTracker.Emulation.Services.CloudWatch.Dashboards;
using TaskTracker.Emulation.Services.CloudWatch.Wire;

namespace TaskTracker.Emulation.Services.CloudWatch.Operations;

internal sealed record DeleteDashboardsRequest(IReadOnlyList<string> Names)
{
    public static DeleteDashboardsRequest Read(Fields fields)
    {
        fields.RefuseOthers("DashboardNames");
        var names = fields.Texts("DashboardNames");
        return names.Count > 0 ? new DeleteDashboardsRequest(names) : throw CloudWatchErrors.Missing("DashboardNames");
    }
}

/// <summary>All of them, or none when one is not there.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteDashboards.html</remarks>
internal static class DeleteDashboards
{
    public static WireValue.Structure Execute(DashboardsState state, DeleteDashboardsRequest request)
    {
        if (request.Names.FirstOrDefault(n => state.Find(n) is null) is { } missing) throw CloudWatchErrors.NoSuchDashboard(missing);
        foreach (var name in request.Names) state.Changes.Commit(new DashboardChange.DashboardDeleted(name));
        return WireValue.Of();
    }
}
