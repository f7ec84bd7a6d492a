using System.Text;

namespace TaskTracker.Emulation.Services.CloudWatch.Storage;

internal sealed record Dimension(string Name, string Value);

/// <summary>What one series of data belongs to. Data of one metric in two units are two series, as answers show them.</summary>
/// <param name="Dimensions">In the order of their names.</param>
internal sealed record MetricKey(string Namespace, string Name, IReadOnlyList<Dimension> Dimensions, string Unit)
{
    private const char Separator = '\u001f';

    /// <summary>Of the metric without its unit.</summary>
    public string MetricId { get; } = IdOf(Namespace, Name, Dimensions);

    public string SeriesId => MetricId + Separator + Unit;

    public static MetricKey Of(string nameSpace, string name, IEnumerable<Dimension> dimensions, string unit) =>
        new(nameSpace, name, [.. dimensions.OrderBy(d => d.Name, StringComparer.Ordinal)], unit);

    private static string IdOf(string nameSpace, string name, IReadOnlyList<Dimension> dimensions)
    {
        var id = new StringBuilder(nameSpace).Append(Separator).Append(name);
        foreach (var dimension in dimensions) id.Append(Separator).Append(dimension.Name).Append(Separator).Append(dimension.Value);
        return id.ToString();
    }
}
