namespace TaskTracker.Emulation;

public enum IamMode
{
    /// <summary>Signatures are verified, and callers may do what their policies allow.</summary>
    Enforce,

    /// <summary>Any caller is accepted, also one that signs with made-up keys.</summary>
    Off,
}

/// <param name="Host">Address to listen on: <c>localhost</c> for both loopbacks, or an IP literal.</param>
/// <param name="Port">0 for a free one.</param>
public sealed record EmulatorOptions(string Host = "localhost", int Port = 4566)
{
    public string Region { get; init; } = "us-east-1";

    /// <summary>Twelve digits.</summary>
    public string Account { get; init; } = "000000000000";

    public IamMode Iam { get; init; } = IamMode.Enforce;

    /// <summary>Host names answered besides <c>localhost</c>, AWS's own, and IP literals.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Hears of each request to a deployed API once it is answered; called where the answer is sent, so it must be quick.</summary>
    public Action<ServedRequest>? RequestServed { get; init; }

    /// <summary>Folder in which all state is kept; <c>null</c> to keep it in memory alone.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Another server whose DynamoDB holds the tables in place of this one's; <c>null</c> for its own.</summary>
    public Uri? DynamoDb { get; init; }
}
