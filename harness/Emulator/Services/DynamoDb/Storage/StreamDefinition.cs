namespace TaskTracker.Emulation.Services.DynamoDb.Storage;

/// <summary>What a stream shows of an item besides its key, as the wire spells it.</summary>
internal enum StreamViewType
{
    KEYS_ONLY,
    NEW_IMAGE,
    OLD_IMAGE,
    NEW_AND_OLD_IMAGES,
}

/// <summary>A stream of a table's changes, apart from its records.</summary>
/// <param name="Label">When it was switched on, such as <c>2026-11-27T22:10:05.123</c>: a table has many streams one after another.</param>
internal sealed record StreamDefinition(string Label, StreamViewType ViewType, DateTimeOffset CreatedAt)
{
    public static StreamDefinition Of(StreamViewType viewType, DateTimeOffset now) =>
        new(now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fff", System.Globalization.CultureInfo.InvariantCulture), viewType, now);
}
