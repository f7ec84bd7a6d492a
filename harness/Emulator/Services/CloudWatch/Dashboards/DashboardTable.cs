using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudWatch.Operations;

namespace TaskTracker.Emulation.Services.CloudWatch.Dashboards;

/// <summary>The operations on dashboards, which have no region.</summary>
internal sealed class DashboardTable(AwsScope scope, TimeProvider clock)
{
    public DashboardsState State { get; } = new();

    public DurableState Durable => DurableState.Of(State.Changes, new DashboardRows());

    public IEnumerable<Operation> Rows =>
    [
        CloudWatchRow.On("PutDashboard", PutDashboardRequest.Read, r => [ArnOf(r.Name)], r => PutDashboard.Execute(State, clock, ArnOf(r.Name), r)),
        CloudWatchRow.On("GetDashboard", GetDashboardRequest.Read, r => [ArnOf(r.Name)], r => GetDashboard.Execute(State, r)),
        CloudWatchRow.OnEverything("ListDashboards", ListDashboardsRequest.Read, r => ListDashboards.Execute(State, r)),
        CloudWatchRow.On("DeleteDashboards", DeleteDashboardsRequest.Read, r => [.. r.Names.Select(ArnOf)], r => DeleteDashboards.Execute(State, r)),
    ];

    private string ArnOf(string name) => scope.GlobalArn("cloudwatch", "dashboard/" + name);
}
