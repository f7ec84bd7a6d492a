using System.Text.RegularExpressions;
using TaskTracker.Emulation.Services.CloudWatch.Dashboards;
using TaskTracker.Emulation.Services.CloudWatch.Wire;

namespace TaskTracker.Emulation.Services.CloudWatch.Operations;

internal sealed partial record PutDashboardRequest(string Name, string Body)
{
    public static PutDashboardRequest Read(Fields fields)
    {
        if (fields.Structures("Tags").Count > 0) throw CloudWatchErrors.NotSupported("Tags of dashboards");
        fields.RefuseOthers("DashboardName", "DashboardBody", "Tags");
        new ModelChecks().Present("dashboardName", fields.Text("DashboardName")).Present("dashboardBody", fields.Text("DashboardBody")).Check();
        var name = fields.Text("DashboardName") ?? "";
        if (!NamePattern().IsMatch(name))
        {
            throw CloudWatchErrors.Invalid($"The value {name} for field DashboardName contains invalid characters. It can only contain alphanumerics, dash (-) and underscore (_).\n");
        }

        return new PutDashboardRequest(name, fields.Text("DashboardBody") ?? "");
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,255}$")]
    private static partial Regex NamePattern();
}

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html</remarks>
internal static class PutDashboard
{
    public static WireValue.Structure Execute(DashboardsState state, TimeProvider clock, string arn, PutDashboardRequest request)
    {
        var problems = DashboardCheck.Of(request.Body);
        if (problems.Errors.Count > 0) throw CloudWatchErrors.BadDashboard(problems.Refusal());
        state.Changes.Commit(new DashboardChange.DashboardPut(new Dashboard(request.Name, arn, request.Body, clock.GetUtcNow())));
        return WireValue.Of(("DashboardValidationMessages", WireValue.ListOf(problems.Warnings, Message)));
    }

    private static WireValue.Structure Message(DashboardProblem problem) =>
        WireValue.Of(("DataPath", new WireValue.Text(problem.Path)), ("Message", new WireValue.Text(problem.Message)));
}
