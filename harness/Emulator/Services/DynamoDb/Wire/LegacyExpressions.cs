using System.Collections.Immutable;
using System.Globalization;
using TaskTracker.Emulation.Services.DynamoDb.Expressions;
using TaskTracker.Emulation.Services.DynamoDb.Reads;
using TaskTracker.Emulation.Services.DynamoDb.Values;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>Makes of the older members the trees that expressions are made of, so that there is one way to evaluate.</summary>
/// <param name="buffer">Where the request's values lie.</param>
internal sealed class LegacyExpressions(ReadOnlyMemory<byte> buffer)
{
    private readonly List<(string Key, string Name)> _names = [];
    private readonly List<(string Key, ReadOnlyMemory<byte> Value)> _values = [];

    /// <param name="joinedBy"><c>OR</c>, or <c>AND</c> when it is absent.</param>
    /// <returns><c>null</c> for no conditions.</returns>
    public Bound<Condition>? Condition(IReadOnlyList<SentCondition>? conditions, string? joinedBy)
    {
        Condition? all = null;
        foreach (var condition in conditions ?? [])
        {
            var one = Of(condition);
            all = all is null ? one : joinedBy == "OR" ? new Condition.Or(all, one) : new Condition.And(all, one);
        }

        return all is null ? null : Bind(all);
    }

    public Bound<ImmutableArray<UpdateAction>>? Update(IReadOnlyList<SentUpdate>? updates)
    {
        if (updates is not { Count: > 0 }) return null;
        var actions = updates.Select(Of).ToImmutableArray();
        return Bind(actions);
    }

    public static Projection? Projection(IReadOnlyList<string>? attributes)
    {
        if (attributes is null) return null;
        return Expressions.Projection.Of(attributes.Select(a => new AttributePath([new PathStep("#", 0)], _ => a)).ToArray());
    }

    public IReadOnlyList<KeyTerm> KeyTerms(IReadOnlyList<SentCondition> conditions) =>
        [.. conditions.Select(c => new KeyTerm(c.Name, c.Operator ?? "", [.. c.Operands.Select(v => v.In(buffer))]))];

    private Condition Of(SentCondition sent)
    {
        var path = new Operand.Path(Name(sent.Name));
        var values = sent.Operands.Select(Operand (v) => new Operand.Value(Value(v))).ToImmutableArray();
        return sent.Operator switch
        {
            null when sent.Exists is false => Function("attribute_not_exists", path),
            null or "EQ" => new Condition.Comparison(Comparator.Equal, path, values[0]),
            "NE" => new Condition.Comparison(Comparator.NotEqual, path, values[0]),
            "LT" => new Condition.Comparison(Comparator.Less, path, values[0]),
            "LE" => new Condition.Comparison(Comparator.LessOrEqual, path, values[0]),
            "GT" => new Condition.Comparison(Comparator.Greater, path, values[0]),
            "GE" => new Condition.Comparison(Comparator.GreaterOrEqual, path, values[0]),
            "BETWEEN" => new Condition.Between(path, values[0], values[1]),
            "IN" => new Condition.In(path, values),
            "NULL" => Function("attribute_not_exists", path),
            "NOT_NULL" => Function("attribute_exists", path),
            "CONTAINS" => Function("contains", path, values[0]),
            "NOT_CONTAINS" => new Condition.Not(Function("contains", path, values[0])),
            _ => Function("begins_with", path, values[0]),
        };
    }

    private UpdateAction Of(SentUpdate sent)
    {
        var path = Name(sent.Name);
        if (sent.Value is not { } value) return new UpdateAction.Remove(path);
        var slot = Value(value);
        if (sent.Action == "DELETE") return new UpdateAction.Delete(path, slot);
        if (sent.Action != "ADD") return new UpdateAction.Set(path, new Operand.Value(slot));
        if (value.TypeIn(buffer.Span) != AttributeType.L) return new UpdateAction.Add(path, slot);
        _values.Add((Key(':', _values.Count), "{\"L\":[]}"u8.ToArray()));
        var existing = new Operand.Function("if_not_exists", [new Operand.Path(path), new Operand.Value(_values.Count - 1)]);
        return new UpdateAction.Set(path, new Operand.Function("list_append", [existing, new Operand.Value(slot)]));
    }

    private static Condition.Test Function(string name, params ReadOnlySpan<Operand> arguments) => new(new Operand.Function(name, [.. arguments]));

    private int Name(string name)
    {
        _names.Add((Key('#', _names.Count), name));
        return _names.Count - 1;
    }

    private int Value(SentAttributes sent)
    {
        _values.Add((Key(':', _values.Count), sent.In(buffer)));
        return _values.Count - 1;
    }

    private Bound<TTree> Bind<TTree>(TTree tree)
    {
        var paths = _names.Select(n => ImmutableArray.Create(new PathStep(n.Key, 0))).ToImmutableArray();
        return new Bound<TTree>(new Parsed<TTree>(tree, paths, [.. _values.Select(v => v.Key)]), new Placeholders(_names, _values))
        {
            WrongType = "Type mismatch for attribute to update",
        };
    }

    private static string Key(char sign, int number) => string.Create(CultureInfo.InvariantCulture, $"{sign}{number}");
}
