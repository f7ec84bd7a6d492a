using System.Text.Json.Nodes;
using TaskTracker.Emulation.Services.CloudWatch.Alarms;

namespace TaskTracker.Emulation.Services.CloudWatch.Dashboards;

/// <param name="Path">Such as <c>/widgets/0/properties/metrics/1</c>.</param>
internal sealed record DashboardProblem(string Path, string Message);

/// <summary>What is wrong with a dashboard: errors refuse it, warnings are told of and it is stored all the same.</summary>
internal sealed class DashboardProblems
{
    private readonly List<DashboardProblem> _errors = [];
    private readonly List<DashboardProblem> _warnings = [];

    public IReadOnlyList<DashboardProblem> Errors => _errors;

    public IReadOnlyList<DashboardProblem> Warnings => _warnings;

    public void Error(string path, string message) => _errors.Add(new(path, message));

    public void Warn(string path, string message) => _warnings.Add(new(path, message));

    /// <summary>The sentence with which AWS refuses.</summary>
    public string Refusal()
    {
        var list = new JsonArray([.. Errors.Select(e => new JsonObject { ["dataPath"] = e.Path, ["message"] = e.Message })]);
        return $"The dashboard body is invalid, there are {_errors.Count} validation errors:\n{list.ToJsonString(AlarmJson.Indented)}";
    }
}
