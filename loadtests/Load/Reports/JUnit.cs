using System.Globalization;
using System.Xml.Linq;
using TaskTracker.Load.Results;

namespace TaskTracker.Load.Reports;

/// <summary><c>junit.xml</c>: a case for each line of the budget, for whatever CI system shows tests.</summary>
public static class JUnit
{
    internal static XDocument Of(RunResult run)
    {
        var cases = run.Budgets.Select(b => Case($"load.{run.Scenario}", $"{b.Subject}, {b.Metric} {(b.IsFloor ? "≥" : "≤")} {Html.Short(b.Limit)}",
            b.Holds ? null : $"{Html.Short(Math.Round(b.Actual, 4))}: {b.Detail}")).ToList();
        var verdict = Verdict.Of(run);
        if (verdict.Kind is VerdictKind.Incomplete or VerdictKind.GeneratorLimited) cases.Add(Case($"load.{run.Scenario}", "the run counts", verdict.Sentence));
        return Suite($"load {run.Scenario} on {run.Target.Name}", run.DurationSeconds, cases);
    }

    public static XDocument Suite(string name, double seconds, IReadOnlyList<XElement> cases) => new(new XElement("testsuites", new XElement("testsuite",
        new XAttribute("name", name), new XAttribute("tests", cases.Count), new XAttribute("failures", cases.Count(c => c.Element("failure") is not null)),
        new XAttribute("time", seconds.ToString("0.000", CultureInfo.InvariantCulture)), cases)));

    /// <param name="failure"><c>null</c> for a case that passed.</param>
    public static XElement Case(string group, string name, string? failure, double seconds = 0) => new(
        "testcase", new XAttribute("classname", group), new XAttribute("name", name), new XAttribute("time", seconds.ToString("0.000", CultureInfo.InvariantCulture)),
        failure is null ? null : new XElement("failure", new XAttribute("message", failure), failure));
}
