namespace TaskTracker.Deployment;

/// <summary>What is to be deployed.</summary>
/// <param name="Template">Path of the SAM template.</param>
/// <param name="Frontend">Folder of the site.</param>
/// <param name="Architecture">What the package was built for, as Lambda spells it: x86_64 or arm64.</param>
public sealed record DeploymentPlan(string Template, string Frontend, string Architecture)
{
    public const string DefaultStack = "tasktracker";

    public string Stack { get; init; } = DefaultStack;

    /// <summary>Precedes every fixed name of the template, so that several stacks live in one account.</summary>
    public string NamePrefix { get; init; } = "";

    /// <summary>The account's number; <c>null</c> to ask whose the credentials are.</summary>
    public string? Account { get; init; }

    /// <summary><c>http</c> or <c>rest</c>; <c>null</c> to ask the target what it has.</summary>
    public string? ApiFlavour { get; init; }

    /// <summary>A zip to deploy in place of the template's own; <c>null</c> for that.</summary>
    public string? Package { get; init; }

    /// <summary>Whether the table refuses to be deleted; <c>null</c> for where it costs money.</summary>
    public bool? ProtectTable { get; init; }
}
