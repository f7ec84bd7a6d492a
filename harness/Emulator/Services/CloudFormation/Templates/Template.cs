namespace TaskTracker.Emulation.Services.CloudFormation.Templates;

/// <summary>A template whose form is known to be right; what its values come to is not decided yet.</summary>
/// <param name="Metadata">As JSON; <c>null</c> where there is none.</param>
/// <param name="Transforms">Macros that the author asked for, in their order.</param>
internal sealed record Template(
    string? Version,
    string? Description,
    string? Metadata,
    IReadOnlyList<string> Transforms,
    IReadOnlyList<ParameterDeclaration> Parameters,
    TemplateMappings Mappings,
    IReadOnlyDictionary<string, Expression> Conditions,
    IReadOnlyList<ResourceDeclaration> Resources,
    IReadOnlyList<OutputDeclaration> Outputs);

/// <param name="Type"><c>String</c>, <c>Number</c>, <c>List&lt;Number&gt;</c> or <c>CommaDelimitedList</c>.</param>
internal sealed record ParameterDeclaration(
    string Name, string Type, string? Default, string? Description, IReadOnlyList<string> AllowedValues, JavaPattern? Pattern, decimal? MinLength, decimal? MaxLength,
    decimal? MinValue, decimal? MaxValue, string? ConstraintDescription, bool NoEcho);

internal enum DeletionPolicy
{
    Delete,
    Retain,

    /// <summary>Kept when the stack is deleted, deleted when its creation is rolled back.</summary>
    RetainExceptOnCreate,
}

/// <param name="TypeAt">Where the type is named, for refusals of it.</param>
/// <param name="Condition">Name of the condition under which the resource exists; <c>null</c> for always.</param>
/// <param name="OnReplacement">What becomes of the old one when a new one takes its place.</param>
internal sealed record ResourceDeclaration(
    string LogicalId, string Type, Position TypeAt, Expression.MapOf Properties, string? Condition, IReadOnlyList<string> DependsOn,
    DeletionPolicy OnDeletion, DeletionPolicy OnReplacement, Expression? Metadata, string? Description);

internal sealed record OutputDeclaration(string Name, Expression Value, string? Description, Expression? ExportName, string? Condition);

/// <summary>Values by map name, top-level key and second-level key.</summary>
internal sealed record TemplateMappings(IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyDictionary<string, Value>>> Maps)
{
    public Value? Find(string map, string top, string second) => Maps.GetValueOrDefault(map)?.GetValueOrDefault(top)?.GetValueOrDefault(second);
}
