using System.Text.Json.Serialization;

namespace TaskTracker.Cli;

/// <summary>One thing that was checked.</summary>
/// <param name="ExitCode">0 when it holds; <c>null</c> when it was not run, because something before it failed.</param>
internal sealed record GateStep(string Name, int? ExitCode, double Seconds, string Detail)
{
    public string Verdict => ExitCode switch { 0 => "ok", null => "not run", _ => "FAILED" };

    [JsonIgnore]
    public bool Holds => ExitCode == 0;
}

/// <summary>The gate's verdict.</summary>
/// <param name="LoadReport">Of the smoke load, below <c>reports/</c>; <c>null</c> when it was not run.</param>
internal sealed record GateResult(string Target, DateTimeOffset StartedAt, double Seconds, string? Package, IReadOnlyList<GateStep> Steps, string? LoadReport)
{
    /// <summary>Of the first step that does not hold.</summary>
    public int ExitCode => Steps.FirstOrDefault(s => !s.Holds)?.ExitCode ?? (Steps.All(s => s.Holds) ? 0 : Cli.ExitCode.CheckFailed);

    public bool Holds => ExitCode == 0;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(GateResult))]
internal sealed partial class GateJson : JsonSerializerContext;
