using TaskTracker.Emulation.Services.CloudWatch.Dashboards;
using TaskTracker.Emulation.Services.CloudWatch.Wire;

namespace TaskTracker.Emulation.Services.CloudWatch.Operations;

internal sealed record GetDashboardRequest(string Name)
{
    public static GetDashboardRequest Read(Fields fields)
    {
        fields.RefuseOthers("DashboardName");
        new ModelChecks().Present("dashboardName", fields.Text("DashboardName")).Check();
        return new GetDashboardRequest(fields.RequiredText("DashboardName"));
    }
}

/// <remarks>Recorded as cloudwatch/test_cloudwatch: test_dashboard_lifecycle.</remarks>
internal static class GetDashboard
{
    public static WireValue.Structure Execute(DashboardsState state, GetDashboardRequest request)
    {
        var dashboard = state.Find(request.Name) ?? throw CloudWatchErrors.NoSuchDashboard(request.Name);
        return WireValue.Of(
            ("DashboardArn", new WireValue.Text(dashboard.Arn)), ("DashboardBody", new WireValue.Text(dashboard.Body)), ("DashboardName", new WireValue.Text(dashboard.Name)));
    }
}
