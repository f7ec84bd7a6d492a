using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <summary>A type of resource: the properties that it has here, and how it comes and goes over its service's own wire.</summary>
internal abstract class ResourceType
{
    /// <summary>Such as <c>AWS::Logs::LogGroup</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Everything else is refused by name, with its line.</summary>
    public abstract Shape.ObjectOf Properties { get; }

    /// <summary>What <c>Fn::GetAtt</c> can ask for.</summary>
    public virtual IReadOnlyList<string> Attributes => [];

    /// <summary>The property that names the resource, where it has a name that must be free before a new one can take it.</summary>
    public virtual string? NameProperty => null;

    /// <summary>The property that says within what the name must be free, where the physical id tells that too; <c>null</c> for the whole account.</summary>
    public virtual string? NameScope => null;

    /// <summary>Whether it has tags, and so those of its stack too.</summary>
    public virtual bool TakesStackTags => false;

    /// <summary>Which acknowledgement a template with this resource needs; <c>null</c> for none.</summary>
    public virtual string? Capability(ResourceDeclaration resource) => null;

    /// <summary>Makes the resource and waits until it can be used.</summary>
    /// <returns>What <c>Fn::GetAtt</c> answers.</returns>
    /// <exception cref="ResourceFailure">It could not be made.</exception>
    /// <exception cref="ServiceRefusal">Its service said no.</exception>
    public abstract Task<IReadOnlyDictionary<string, Value>> CreateAsync(ResourceTask task, CancellationToken cancellation);

    /// <summary>Changes the resource where it is; only properties that require no replacement differ.</summary>
    public abstract Task<IReadOnlyDictionary<string, Value>> UpdateAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation);

    /// <summary>Removes the resource; one that is gone already is no failure.</summary>
    public abstract Task DeleteAsync(ResourceTask task, CancellationToken cancellation);

    protected static Dictionary<string, Value> NoAttributes { get; } = [];

    protected static Dictionary<string, Value> Arn(string arn) => new() { ["Arn"] = Value.Of(arn) };
}
