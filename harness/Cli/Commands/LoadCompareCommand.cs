using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TaskTracker.Load.Results;

namespace TaskTracker.Cli.Commands;

/// <summary><c>tasktracker load compare</c>: is the second slower than the first, or does it only look so?</summary>
internal static class LoadCompareCommand
{
    private const double DefaultTolerance = 5;

    public static Command Create(Output output)
    {
        var first = new Argument<string>("first") { Description = "results.json, a report's folder, or a folder of reports." };
        var second = new Argument<string>("second") { Description = "Likewise; what is judged." };
        var tolerance = new Option<string?>("--tolerance") { HelpName = "percent", Description = "A slowdown up to this is none; 5 when absent." };
        tolerance.MustBe("a number of percent from 0 to 1000", text => Percent(text) is >= 0 and <= 1_000);
        var json = new Option<bool>("--json") { Description = "Writes the result as JSON." };
        var command = new Command("compare", "Tells whether the second is slower than the first, with 95 % confidence.") { first, second, tolerance, json };
        command.SetAction(parsed =>
        {
            var differences = Comparison.Of(
                ResultFile.ReadAll(parsed.GetRequiredValue(first)), ResultFile.ReadAll(parsed.GetRequiredValue(second)),
                (parsed.GetValue(tolerance) is { } text ? Percent(text) ?? DefaultTolerance : DefaultTolerance) / 100);
            if (differences.Count == 0) throw new Failure(ExitCode.Usage, "The two have no call in common.");
            if (parsed.GetValue(json)) output.Line(JsonSerializer.Serialize(differences, CompareJson.Default.IReadOnlyListDifference));
            else Show(differences, output);
            return differences.Any(d => d.Finding == Finding.Worse) ? ExitCode.BudgetFailed : ExitCode.Ok;
        });
        return command;
    }

    private static void Show(IReadOnlyList<Difference> differences, Output output)
    {
        output.Table(["call", "", "first", "second", "change", "95 % interval", ""],
        [
            .. differences.Select(d => (string[])
            [
                d.Call, d.Metric, Figure(d, d.First), Figure(d, d.Second), Change(d.Change), double.IsFinite(d.High) ? $"{Change(d.Low)} … {Change(d.High)}" : "", Word(d),
            ]),
        ]);
        if (differences.Any(d => d.IsRelative)) output.Remark("× is the multiple of the emulator's empty answer in the same turn.");
    }

    private static string Word(Difference d) => d.Finding switch
    {
        Finding.Better => "faster",
        Finding.Worse => "SLOWER",
        Finding.Tolerated => "slower, within the tolerance",
        Finding.Unknown => $"not known: {d.FirstCount} and {d.SecondCount} turns; at least two on each side are needed",
        _ => "no difference to be seen",
    };

    private static string Figure(Difference d, double value) => d.IsRelative ? $"× {Number(value, "0.00")}" : $"{Number(value, "0.00")} ms";

    private static string Change(double share) => Number(share * 100, "+0.0;-0.0;0.0") + " %";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static double? Percent(string text) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) ? percent : null;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(IReadOnlyList<Difference>))]
internal sealed partial class CompareJson : JsonSerializerContext;
