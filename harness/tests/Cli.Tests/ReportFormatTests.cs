using System.Text.Json;
using System.Xml.Linq;
using TaskTracker.Cli.Reports;

namespace TaskTracker.Cli.Tests;

/// <summary>What others read by their schemas: every member that these require, of the type that they require, whatever the findings say.</summary>
public sealed class ReportFormatTests
{
    private const string Text = "\"quoted\" <tag> & 'more', \u00e4 \u2192 \ud83d\ude00";

    /// <summary>Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html</summary>
    [Fact]
    public void A_sarif_file_has_what_its_schema_requires()
    {
        using var folder = new Folder();
        var file = Path.Combine(folder.Path, "reports", "findings.sarif");

        SarifReport.Write(file, [("one", "Finds one."), ("two", Text)], [new("two", "error", Text, "a folder/iam-expectations.yaml", 7), new("one", "note", "Second.", "b.yaml", 1)]);

        using var json = JsonDocument.Parse(File.ReadAllText(file));
        var run = Assert.Single(json.RootElement.GetProperty("runs").EnumerateArray());
        var driver = run.GetProperty("tool").GetProperty("driver");
        var rules = driver.GetProperty("rules").EnumerateArray().ToDictionary(r => r.GetProperty("id").GetString() ?? "", r => r.GetProperty("shortDescription").GetProperty("text").GetString());
        var results = run.GetProperty("results").EnumerateArray().ToList();
        var place = results[0].GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("2.1.0", json.RootElement.GetProperty("version").GetString());
        Assert.True(Uri.IsWellFormedUriString(json.RootElement.GetProperty("$schema").GetString(), UriKind.Absolute));
        Assert.Equal("tasktracker iam", driver.GetProperty("name").GetString());
        Assert.Equal(Text, rules["two"]);
        Assert.Equal(Text, results[0].GetProperty("message").GetProperty("text").GetString());
        Assert.All(results, r => Assert.Contains(r.GetProperty("ruleId").GetString() ?? "", rules.Keys));
        Assert.Equal(["error", "note"], results.Select(r => r.GetProperty("level").GetString()));
        Assert.Equal("a%20folder/iam-expectations.yaml", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal(7, place.GetProperty("region").GetProperty("startLine").GetInt32());
    }

    /// <summary>Source: https://github.com/testmoapp/junitxml</summary>
    [Fact]
    public void A_junit_file_counts_its_cases_and_says_what_failed()
    {
        using var folder = new Folder();
        var file = Path.Combine(folder.Path, "reports", "results.xml");

        JUnitReport.Write(file, "a suite", [new("GetTask", "allowed: a", null), new("GetTask", Text, Text)]);

        var suite = Assert.Single(XElement.Load(file).Elements("testsuite"));
        var cases = suite.Elements("testcase").ToList();
        Assert.Equal(("a suite", "2", "1"), (suite.Attribute("name")?.Value, suite.Attribute("tests")?.Value, suite.Attribute("failures")?.Value));
        Assert.All(cases, c => Assert.Equal("GetTask", c.Attribute("classname")?.Value));
        Assert.Equal(Text, cases[1].Attribute("name")?.Value);
        Assert.Equal(Text, Assert.Single(cases[1].Elements("failure")).Attribute("message")?.Value);
        Assert.Empty(cases[0].Elements());
    }
}
