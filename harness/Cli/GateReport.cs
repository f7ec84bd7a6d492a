using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using TaskTracker.Load.Reports;

namespace TaskTracker.Cli;

/// <summary>What <c>verify</c> leaves behind: a table on the screen, and files for people, reviewers and CI systems.</summary>
internal static class GateReport
{
    public static string Json(GateResult result) => JsonSerializer.Serialize(result, GateJson.Default.GateResult);

    /// <exception cref="Failure">They cannot be written there.</exception>
    public static void Write(string folder, GateResult result)
    {
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "verify.json"), Json(result) + "\n");
            File.WriteAllText(Path.Combine(folder, "verify.md"), Markdown(result));
            File.WriteAllText(Path.Combine(folder, "verify.html"), Page(result));
            GateCases.Of(result).Save(Path.Combine(folder, "junit.xml"));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new Failure(ExitCode.Usage, $"The reports cannot be written to {folder}: {problem.Message}");
        }
    }

    public static void Show(GateResult result, string folder, Output output)
    {
        output.Table(["step", "", "seconds", ""], [.. result.Steps.Select(s => (string[])[s.Name, s.Verdict, Seconds(s.Seconds), s.Detail])]);
        output.Line($"{(result.Holds ? "verified" : "NOT verified")} on {result.Target} in {Seconds(result.Seconds)} s; {Path.Combine(folder, "verify.html")}");
    }

    private static string Markdown(GateResult result)
    {
        var page = new StringBuilder($"## {(result.Holds ? "✅ Verified" : "❌ Not verified")} on {result.Target}\n\n| step | | seconds | |\n|---|---|---:|---|\n");
        foreach (var step in result.Steps)
        {
            page.Append($"| {step.Name} | {(step.Holds ? "✅" : step.ExitCode is null ? "–" : "❌")} | {Seconds(step.Seconds)} | {step.Detail.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }

        return page.Append($"\nPackage {result.Package?[..12] ?? "none"}, {Seconds(result.Seconds)} s in all.\n").ToString();
    }

    private static string Page(GateResult result)
    {
        var rows = string.Concat(result.Steps.Select(s =>
            $"<tr class=\"{(s.Holds ? "ok" : "bad")}\"><td>{s.Name}</td><td>{s.Verdict}</td><td class=\"n\">{Seconds(s.Seconds)}</td><td>{WebUtility.HtmlEncode(s.Detail)}</td></tr>\n"));
        var load = result.LoadReport is { } report ? $"<p><a href=\"{report}\">The load report</a> says what the latency is made of.</p>" : "";
        return $$"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
            <title>Verify {{result.Target}}</title>
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 860px; margin: 32px auto; padding: 0 16px }
            table { border-collapse: collapse; width: 100% } td, th { text-align: left; padding: 7px 14px 7px 0; border-bottom: 1px solid #8884; vertical-align: top; overflow-wrap: anywhere }
            .n { text-align: right } tr.ok td:nth-child(2) { color: light-dark(#1a7f4b, #56c288) } tr.bad td:nth-child(2) { color: light-dark(#c22f3a, #ff7b82); font-weight: 650 }
            </style></head><body>
            <h1>{{(result.Holds ? "Verified" : "Not verified")}} on {{WebUtility.HtmlEncode(result.Target)}}</h1>
            <p>{{result.StartedAt.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}}, package {{result.Package?[..12] ?? "none"}}, {{Seconds(result.Seconds)}} s.</p>
            <table><thead><tr><th>step</th><th></th><th class="n">seconds</th><th></th></tr></thead><tbody>
            {{rows}}</tbody></table>
            {{load}}
            </body></html>

            """;
    }

    private static string Seconds(double seconds) => seconds.ToString("0.0", CultureInfo.InvariantCulture);
}

/// <summary>The steps as cases of a test suite.</summary>
internal static class GateCases
{
    public static System.Xml.Linq.XDocument Of(GateResult result) => JUnit.Suite($"verify {result.Target}", result.Seconds,
        [.. result.Steps.Select(s => JUnit.Case("verify", s.Name, s.Holds ? null : $"{s.Verdict}: {s.Detail}", s.Seconds))]);
}
