using System.Collections.Immutable;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Stacks;

/// <param name="Original">As its author wrote it.</param>
/// <param name="Processed">After the transforms; the same text where there are none.</param>
internal sealed record StackTemplate(string Original, string Processed);

/// <param name="IsSecret">Never shown.</param>
internal sealed record StackParameter(string Name, string Value, bool IsSecret)
{
    public string Shown => IsSecret ? "****" : Value;
}

internal sealed record StackOutput(string Name, string Value, string? Description, string? ExportName);

/// <summary>What a stack is made from.</summary>
internal sealed record StackInput(
    StackTemplate Template, string? Description, ImmutableArray<StackParameter> Parameters, ImmutableArray<string> Capabilities,
    ImmutableSortedDictionary<string, string> Tags)
{
    /// <summary>The role that CloudFormation acts with; <c>null</c> where it acts with its caller's permissions.</summary>
    public string? RoleArn { get; init; }
}

/// <param name="Id">Its ARN.</param>
/// <param name="Input"><c>null</c> as long as no change set has been executed.</param>
/// <param name="Imports">Exports of other stacks that it uses.</param>
internal sealed record Stack(string Id, string Name, string Status, DateTimeOffset CreatedAt, StackInput? Input)
{
    public string? StatusReason { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }

    public string? ChangeSetId { get; init; }

    public bool DisableRollback { get; init; }

    /// <summary>Whether it refuses to be deleted.</summary>
    public bool IsProtected { get; init; }

    public ImmutableArray<StackOutput> Outputs { get; init; } = [];

    public ImmutableArray<string> Imports { get; init; } = [];

    public ImmutableSortedDictionary<string, StackResource> Resources { get; init; } = NoResources;

    /// <summary>What is there, or may be, without being a resource of the stack: replaced, removed, or asked for when the emulator ended. The next clean-up takes it.</summary>
    public ImmutableArray<StackResource> Left { get; init; } = [];

    /// <summary>The resources of the last time that the stack was whole, while an update is under way, has failed or is being rolled back.</summary>
    public ImmutableSortedDictionary<string, StackResource>? Earlier { get; init; }

    /// <summary>What the stack was made from then.</summary>
    public StackInput? EarlierInput { get; init; }

    public bool IsDeleted => Status == StackStatus.DeleteComplete;

    private static readonly ImmutableSortedDictionary<string, StackResource> NoResources =
        ImmutableSortedDictionary.Create<string, StackResource>(StringComparer.Ordinal);
}

/// <param name="PhysicalId">Empty until there is one.</param>
/// <param name="Properties">As they were resolved.</param>
/// <param name="StackTags">Tags of the stack when the resource was made or last changed.</param>
/// <param name="Needs">Logical ids of the resources that it refers to or waits for.</param>
internal sealed record StackResource(
    string LogicalId, string Type, string PhysicalId, string Status, string? StatusReason, DateTimeOffset ChangedAt, Value.Map Properties,
    ImmutableSortedDictionary<string, string> StackTags, ImmutableSortedDictionary<string, Value> Attributes, DeletionPolicy OnDeletion,
    DeletionPolicy OnReplacement, ImmutableArray<string> Needs, string? Description, string? Metadata)
{
    /// <summary>Its properties before a change of which it is not known how far it came; <c>null</c> where there is none.</summary>
    public Value.Map? Former { get; init; }

    public bool Exists => PhysicalId.Length > 0 && Status is not (StackStatus.DeleteComplete or StackStatus.DeleteSkipped);

    /// <summary>Whether it can be changed where it is; one whose creation failed is made anew.</summary>
    public bool IsWhole => Exists && Status != StackStatus.CreateFailed;

    public ResourceFacts Facts => new(Type, PhysicalId, Attributes);

    /// <summary>Its properties, as a change to the wanted ones has to take them: what is not known differs from what is wanted.</summary>
    public Value.Map PropertiesFor(Value.Map wanted)
    {
        if (Former is not { } former) return Properties;
        var names = Properties.Entries.Concat(former.Entries).Select(e => e.Key).Distinct();
        return new Value.Map([.. names.Select(name => KeyValuePair.Create(name, Value.Same(Properties[name], wanted[name]) ? former[name] : Properties[name]))
            .Where(e => e.Value is not null).Select(e => KeyValuePair.Create(e.Key, e.Value ?? Value.None))]);
    }

    public bool IsSameAs(StackResource other) => LogicalId == other.LogicalId && PhysicalId == other.PhysicalId && Type == other.Type;
}

/// <param name="Properties">JSON; <c>null</c> for events of the stack itself and of clean-ups.</param>
internal sealed record StackEvent(
    string Id, string StackId, string StackName, string LogicalId, string PhysicalId, string Type, DateTimeOffset At, string Status, string? Reason,
    string? Properties);
