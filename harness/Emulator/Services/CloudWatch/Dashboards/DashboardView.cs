using System.Text.Json.Serialization;

namespace TaskTracker.Emulation.Services.CloudWatch.Dashboards;

/// <param name="Now">In seconds since 1970, by the virtual clock.</param>
internal sealed record DashboardView(string Name, long Now, IReadOnlyList<WidgetView> Widgets);

/// <param name="X">Of 24 columns; <c>null</c> for wherever there is room.</param>
internal sealed record WidgetView(string Type, int? X, int? Y, int Width, int Height, string? Title)
{
    public string? Markdown { get; init; }

    public bool IsStacked { get; init; }

    public AxisView? Axis { get; init; }

    public IReadOnlyList<LimitView> Limits { get; init; } = [];

    /// <summary>With which each period begins, in seconds since 1970.</summary>
    public IReadOnlyList<long> Times { get; init; } = [];

    public IReadOnlyList<SeriesView> Series { get; init; } = [];

    public IReadOnlyList<AlarmView> Alarms { get; init; } = [];

    /// <summary>What is not shown, and why; <c>null</c> when all is.</summary>
    public string? Remark { get; init; }
}

internal sealed record AxisView(string? Label, double? Min, double? Max);

internal sealed record LimitView(string? Label, double Value);

/// <param name="Values">One for each time; <c>null</c> where nothing is known.</param>
internal sealed record SeriesView(string Label, IReadOnlyList<double?> Values);

internal sealed record AlarmView(string Name, string State, string Reason, string? Description);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DashboardView))]
internal sealed partial class DashboardViewJson : JsonSerializerContext;
