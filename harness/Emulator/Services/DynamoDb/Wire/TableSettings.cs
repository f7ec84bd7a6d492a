using TaskTracker.Emulation.Services.DynamoDb.Storage;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>Whether a table's changes are to be streamed, and what of them.</summary>
internal sealed record SentStream(bool? IsEnabled, string? ViewType)
{
    public static SentStream? Read(ref WireReader json)
    {
        if (!json.StartStructure("StreamSpecification")) return null;
        var sent = new SentStream(null, null);
        while (json.NextMember())
        {
            if (json.Member.SequenceEqual("StreamEnabled"u8)) sent = sent with { IsEnabled = json.ReadBoolean() };
            else if (json.Member.SequenceEqual("StreamViewType"u8)) sent = sent with { ViewType = json.ReadString() };
            else json.Skip();
        }

        return sent;
    }

    /// <returns><c>null</c> for no stream.</returns>
    /// <exception cref="Protocols.AwsError">ValidationException: a stream of nothing, or what no stream shows.</exception>
    public StreamViewType? ViewTypeOfNew()
    {
        if (IsEnabled is true && ViewType is null)
        {
            throw DynamoDbErrors.Validation("One or more parameter values were invalid: StreamViewType must be specified when StreamEnabled is set to true");
        }

        if (IsEnabled is not true && ViewType is not null)
        {
            throw DynamoDbErrors.Validation("One or more parameter values were invalid: StreamViewType should not be specified when StreamEnabled is set to false");
        }

        return ViewType is null ? null : Enum.Parse<StreamViewType>(ViewType);
    }

    /// <exception cref="Protocols.AwsError">ValidationException: it is so already.</exception>
    public StreamDefinition? Change(StreamDefinition? current, DateTimeOffset now)
    {
        var wanted = ViewTypeOfNew();
        if (wanted is not null && current is not null) throw DynamoDbErrors.Validation("Table already has an enabled stream");
        if (wanted is null && current is null) throw DynamoDbErrors.Validation("Table is already in the process of disabling a stream or has no stream to disable");
        return wanted is { } viewType ? StreamDefinition.Of(viewType, now) : null;
    }
}

/// <summary>The attribute that says when an item's time is over.</summary>
internal sealed record SentTimeToLive(bool? IsEnabled, string? Attribute)
{
    public static SentTimeToLive? Read(ref WireReader json)
    {
        if (!json.StartStructure("TimeToLiveSpecification")) return null;
        var sent = new SentTimeToLive(null, null);
        while (json.NextMember())
        {
            if (json.Member.SequenceEqual("Enabled"u8)) sent = sent with { IsEnabled = json.ReadBoolean() };
            else if (json.Member.SequenceEqual("AttributeName"u8)) sent = sent with { Attribute = json.ReadString() };
            else json.Skip();
        }

        return sent;
    }
}

/// <summary>For how many days a table could be brought back as it was.</summary>
internal sealed record SentRecovery(bool? IsEnabled, long? Days)
{
    public static SentRecovery? Read(ref WireReader json)
    {
        if (!json.StartStructure("PointInTimeRecoverySpecification")) return null;
        var sent = new SentRecovery(null, null);
        while (json.NextMember())
        {
            if (json.Member.SequenceEqual("PointInTimeRecoveryEnabled"u8)) sent = sent with { IsEnabled = json.ReadBoolean() };
            else if (json.Member.SequenceEqual("RecoveryPeriodInDays"u8)) sent = sent with { Days = json.ReadNumber("Integer") };
            else json.Skip();
        }

        return sent;
    }
}
