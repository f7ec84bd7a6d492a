using System.Text.Json;
using System.Text.Json.Serialization;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Logs;

/// <summary>A request; what this emulator does not know of it is refused by name.</summary>
internal abstract record LogsRequest
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }

    /// <exception cref="AwsError">InvalidParameterException.</exception>
    public void RefuseOthers()
    {
        foreach (var (name, value) in Others ?? [])
        {
            var asksForNothing = value.ValueKind is JsonValueKind.Null or JsonValueKind.False || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0);
            if (!asksForNothing) throw LogsErrors.NotSupported(name);
        }
    }

    /// <summary>What the service model demands of its members.</summary>
    /// <exception cref="AwsError">InvalidParameterException.</exception>
    public virtual void Check()
    {
    }

    /// <exception cref="AwsError">InvalidParameterException: absent.</exception>
    protected static string Required(string? value, string member) => value ?? throw LogsErrors.Missing(member);
}

/// <summary>A request about one group, by name or by identifier, which is a name or an ARN.</summary>
internal abstract record LogsGroupRequest : LogsRequest
{
    private const string ArnMarker = ":log-group:";
    private const int MaxIdentifier = 2048;

    public string? LogGroupName { get; init; }

    public string? LogGroupIdentifier { get; init; }

    /// <exception cref="AwsError">InvalidParameterException, ValidationException.</exception>
    [JsonIgnore]
    public string Group
    {
        get
        {
            if (LogGroupName is not null && LogGroupIdentifier is not null)
            {
                throw new AwsError(400, "ValidationException", "LogGroup name and LogGroup ARN are mutually exclusive parameters.");
            }

            return LogGroupIdentifier is null ? Required(LogGroupName, "logGroupName") : NameIn(LogGroupIdentifier);
        }
    }

    protected LogsConstraints OfGroup()
    {
        var constraints = new LogsConstraints().Length("logGroupIdentifier", LogGroupIdentifier, 1, MaxIdentifier)
            .Pattern("logGroupIdentifier", LogGroupIdentifier, LogsNames.IdentifierPattern(), @"[\w#+=/:,.@-]*");
        return LogGroupName is null ? constraints : constraints.Group(LogGroupName);
    }

    /// <summary>The name of the group that an ARN means; other text is a name.</summary>
    public static string NameIn(string identifier)
    {
        var at = identifier.IndexOf(ArnMarker, StringComparison.Ordinal);
        var name = at < 0 ? identifier : identifier[(at + ArnMarker.Length)..];
        return name.EndsWith(":*", StringComparison.Ordinal) ? name[..^2] : name;
    }
}
