using System.Collections.Immutable;
using TaskTracker.Emulation.Services.CloudWatch.Wire;

namespace TaskTracker.Emulation.Services.CloudWatch.Alarms;

/// <summary>Tags of a request.</summary>
internal static class AlarmTags
{
    private const int MostTags = 50;

    public static ImmutableSortedDictionary<string, string> Read(Fields fields)
    {
        var tags = fields.Structures("Tags").Select(t => KeyValuePair.Create(t.RequiredText("Key"), t.Text("Value") ?? "")).ToList();
        if (tags.Count > MostTags) throw CloudWatchErrors.Invalid($"The collection Tags must not have a size greater than {MostTags}.");
        if (tags.DistinctBy(t => t.Key).Count() < tags.Count) throw CloudWatchErrors.Invalid("No two tags may have the same key.");
        return tags.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }
}
