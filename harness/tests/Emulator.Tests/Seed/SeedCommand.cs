namespace TaskTracker.Emulation.Tests.Seed;

/// <summary>How a command of the seed fares.</summary>
public enum SeedKind
{
    /// <summary>Typed as it stands, it does what the seed says.</summary>
    AsWritten,

    /// <summary>Typed as it stands, it is refused as on AWS; corrected, it does what the seed says.</summary>
    FailsAsOnAws,

    /// <summary>The first generation of the AWS CLI lacks the command.</summary>
    SecondGenerationOnly,

    /// <summary>The seed describes it in words, a comment; what is typed for it is ours.</summary>
    InWords,

    /// <summary>It asks nothing of AWS, or of a tool that is not the AWS CLI: what does it here stands beside it.</summary>
    Beside,

    /// <summary>Not of the seed: further commands that its flows lead to.</summary>
    Further,
}

/// <summary>A command, or a few that the seed has in a row, and what is asserted of it.</summary>
/// <param name="Command">As the seed has it.</param>
/// <param name="Effect">What the check asserts, for the page; for <see cref="SeedKind.Beside"/>, what to type here.</param>
public sealed record SeedCommand(SeedKind Kind, string Command, string Effect)
{
    /// <summary>What a person answers to its questions, line by line.</summary>
    public string Answers { get; init; } = "";

    /// <summary>Typed before, so that there is something to see.</summary>
    public string? Given { get; init; }

    /// <summary>In the error of the command as it stands.</summary>
    public string? Refusal { get; init; }

    /// <summary>The same refusal by the service, where newer clients leave it to that.</summary>
    public string? RefusalOfService { get; init; }

    /// <summary>Typed with the AWS CLI 1 only, as both generations send the same.</summary>
    public bool Once { get; init; }

    /// <summary>Typed after: the correction, or what the seed leaves to be done.</summary>
    public string? Then { get; init; }

    /// <summary>For a command that never ends: what it is to say before it is stopped.</summary>
    public string? Until { get; init; }

    /// <summary>Of what was typed last.</summary>
    public Func<SeedSession, Typed, Task> Check { get; init; } = (_, _) => Task.CompletedTask;
}

/// <param name="Title">The seed's heading.</param>
public sealed record SeedChapter(string Title, IReadOnlyList<SeedCommand> Commands);
