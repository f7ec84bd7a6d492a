using TaskTracker.Emulation.Services.CloudWatch.Dashboards;
using TaskTracker.Emulation.Services.CloudWatch.Wire;

namespace TaskTracker.Emulation.Services.CloudWatch.Operations;

/// <param name="Skip">How many came in the pages before.</param>
internal sealed record ListDashboardsRequest(string Prefix, int Skip)
{
    public static ListDashboardsRequest Read(Fields fields)
    {
        fields.RefuseOthers("DashboardNamePrefix", "NextToken");
        return new ListDashboardsRequest(fields.Text("DashboardNamePrefix") ?? "", PageToken.Read(fields));
    }
}

/// <remarks>Recorded as cloudwatch/test_cloudwatch: test_dashboard_lifecycle.</remarks>
internal static class ListDashboards
{
    private const int PageSize = 1000;

    public static WireValue.Structure Execute(DashboardsState state, ListDashboardsRequest request)
    {
        var found = state.Dashboards.Where(d => d.Name.StartsWith(request.Prefix, StringComparison.Ordinal)).Skip(request.Skip).ToList();
        return WireValue.Of(
            ("DashboardEntries", WireValue.ListOf(found.Take(PageSize), Entry)),
            ("NextToken", found.Count > PageSize ? PageToken.Of(request.Skip + PageSize) : null));
    }

    private static WireValue.Structure Entry(Dashboard dashboard) => WireValue.Of(
        ("DashboardName", new WireValue.Text(dashboard.Name)), ("DashboardArn", new WireValue.Text(dashboard.Arn)),
        ("LastModified", new WireValue.Time(dashboard.ModifiedAt)), ("Size", new WireValue.Integer(dashboard.SizeBytes)));
}
