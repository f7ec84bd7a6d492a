using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.CloudFormation.Templates;

/// <summary>What a resource is known by once it exists.</summary>
internal sealed record ResourceFacts(string Type, string PhysicalId, IReadOnlyDictionary<string, Value> Attributes);

/// <summary>Everything that names in expressions stand for.</summary>
/// <param name="Values">Parameters and pseudo parameters.</param>
/// <param name="Conditions">Outcomes, by name.</param>
/// <param name="FindResource"><c>null</c> for one that does not exist in this stack.</param>
/// <param name="FindExport">The value of another stack's export.</param>
internal sealed record ResolutionScope(
    IReadOnlyDictionary<string, Value> Values, TemplateMappings Mappings, IReadOnlyDictionary<string, bool> Conditions,
    Func<string, ResourceFacts?> FindResource, Func<string, string?> FindExport);

/// <summary>Works expressions out. Refusals are CloudFormation's own: ValidationError with its texts.</summary>
/// <param name="block"><c>Resources</c> or <c>Outputs</c>, for the texts.</param>
internal sealed class Resolver(ResolutionScope scope, string block)
{
    public Value Resolve(Expression expression) => expression switch
    {
        Expression.Literal literal => literal.Value,
        Expression.ListOf list => new Value.List([.. list.Items.Select(Resolve).Where(v => v is not Value.Absent)]),
        Expression.MapOf map => ResolveMap(map),
        Expression.Ref reference => scope.Values.GetValueOrDefault(reference.Name) ?? Value.Of(Resource(reference.Name).PhysicalId),
        Expression.GetAtt get => ResolveAttribute(get),
        Expression.Sub sub => Value.Of(string.Concat(sub.Parts.Select(TextOf))),
        Expression.Join join => Value.Of(string.Join(TextOf(join.Delimiter), ListOf(join.Items).Select(v => Scalar(v, join.At)))),
        Expression.Split split => ResolveSplit(split),
        Expression.Select select => ResolveSelect(select),
        Expression.FindInMap find => ResolveMapping(TextOf(find.Map), TextOf(find.TopKey), TextOf(find.SecondKey)),
        Expression.ImportValue import => ResolveImport(TextOf(import.Name)),
        Expression.Base64 base64 => Encode(TextOf(base64.Source)),
        Expression.GetAZs zones => ResolveZones(TextOf(zones.Region)),
        Expression.Cidr cidr => ResolveCidr(cidr),
        Expression.If choice => Resolve(Holds(choice.Condition) ? choice.Then : choice.Else),
        Expression.ConditionNamed or Expression.AreEqual or Expression.And or Expression.Or or Expression.Not => new Value.Flag(Decide(expression)),
        _ => throw new ArgumentOutOfRangeException(nameof(expression), expression, null),
    };

    public bool Decide(Expression expression) => expression switch
    {
        Expression.ConditionNamed named => Holds(named.Name),
        Expression.AreEqual equal => Value.Same(Resolve(equal.Left), Resolve(equal.Right)),
        Expression.And and => and.Operands.All(Decide),
        Expression.Or or => or.Operands.Any(Decide),
        Expression.Not not => !Decide(not.Operand),
        _ => throw CloudFormationErrors.Validation("Template format error: Conditions can only be boolean operations on parameters and other conditions"),
    };

    private bool Holds(string condition) => scope.Conditions[condition];

    private Value.Map ResolveMap(Expression.MapOf map) => new(
        [.. map.Members.Select(m => KeyValuePair.Create(m.Key, Resolve(m.Value))).Where(e => e.Value is not Value.Absent)]);

    private ResourceFacts Resource(string name) => scope.FindResource(name) ?? throw CloudFormationErrors.UnresolvedResources([name], block);

    private Value ResolveAttribute(Expression.GetAtt get)
    {
        var resource = Resource(get.Resource);
        var attribute = TextOf(get.Attribute);
        return resource.Attributes.GetValueOrDefault(attribute)
            ?? throw CloudFormationErrors.Validation($"Template error: resource {get.Resource} does not support attribute type {attribute} in Fn::GetAtt");
    }

    private string TextOf(Expression expression) => Scalar(Resolve(expression), expression.At);

    private static string Scalar(Value value, Position at) => value.AsText
        ?? throw CloudFormationErrors.Validation($"Template error: a string is needed here, not {(value is Value.List ? "a list" : "an object")} ({at})");

    private ImmutableArray<Value> ListOf(Expression expression) => Resolve(expression) switch
    {
        Value.List list => list.Items,
        { IsKnown: false } unknown => [unknown],
        _ => throw CloudFormationErrors.Validation($"Template error: a list is needed here ({expression.At})"),
    };

    private Value ResolveSplit(Expression.Split split)
    {
        var (delimiter, source) = (TextOf(split.Delimiter), TextOf(split.Source));
        if (delimiter.Length == 0) throw CloudFormationErrors.Validation("Template error: Fn::Split delimiter must not be empty");
        return source.Contains(Value.KnownAfterApply, StringComparison.Ordinal)
            ? Value.Of(Value.KnownAfterApply)
            : new Value.List([.. source.Split(delimiter).Select(Value.Of)]);
    }

    private Value ResolveSelect(Expression.Select select)
    {
        var items = ListOf(select.Items);
        if (!int.TryParse(TextOf(select.Index), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            throw CloudFormationErrors.Validation("Template error: Fn::Select requires a list argument with two elements: an integer index and a list");
        }

        if (items is [{ IsKnown: false } unknown]) return unknown;
        return index < items.Length
            ? items[index]
            : throw CloudFormationErrors.Validation($"Template error: Fn::Select cannot select nonexistent value at index {index}");
    }

    /// <summary>As a new account has them: six in us-east-1, three elsewhere.</summary>
    private Value.List ResolveZones(string given)
    {
        var region = given.Length > 0 ? given : scope.Values["AWS::Region"].AsText ?? "";
        return new Value.List([.. (region == "us-east-1" ? "abcdef" : "abc").Select(letter => Value.Of(region + letter))]);
    }

    private Value ResolveCidr(Expression.Cidr cidr)
    {
        var block = TextOf(cidr.Block);
        if (block.Contains(Value.KnownAfterApply, StringComparison.Ordinal)) return Value.Of(Value.KnownAfterApply);
        return new Value.List([.. AddressBlocks.Within(block, TextOf(cidr.Count), cidr.Bits is null ? "8" : TextOf(cidr.Bits)).Select(Value.Of)]);
    }

    private Value ResolveMapping(string map, string top, string second) => scope.Mappings.Find(map, top, second) ?? throw NoMapping(map, top, second);

    private AwsError NoMapping(string map, string top, string second) => CloudFormationErrors.Validation(scope.Mappings.Maps.ContainsKey(map)
        ? $"Template error: Unable to get mapping for {map}::{top}::{second}"
        : $"Template error: Mapping named '{map}' is not present in the 'Mappings' section of template.");

    private Value.Text ResolveImport(string name) =>
        Value.Of(scope.FindExport(name) ?? throw CloudFormationErrors.NoSuchExport(name));

    private static Value.Text Encode(string text) =>
        Value.Of(text.Contains(Value.KnownAfterApply, StringComparison.Ordinal) ? text : Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));
}
