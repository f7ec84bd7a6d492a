using System.Collections.Immutable;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Expressions;

namespace TaskTracker.Emulation.Services.DynamoDb.Reads;

/// <summary>Makes terms of a <c>KeyConditionExpression</c>, which has the grammar of conditions and allows few of them.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html</remarks>
internal sealed class KeyConditionReader
{
    private const string Invalid = "Invalid condition in KeyConditionExpression: ";

    private readonly Bound<Condition> _bound;
    private readonly List<KeyTerm> _terms = [];

    private KeyConditionReader(Bound<Condition> bound) => _bound = bound;

    /// <exception cref="AwsError">ValidationException: a condition that no key can be looked up by.</exception>
    public static IReadOnlyList<KeyTerm> Read(Bound<Condition> bound)
    {
        var reader = new KeyConditionReader(bound);
        reader.Read(bound.Tree);
        return reader._terms;
    }

    private void Read(Condition condition)
    {
        switch (condition)
        {
            case Condition.And(var left, var right):
                Read(left);
                Read(right);
                break;
            case Condition.Comparison(not Comparator.NotEqual and var comparator, var left, var right):
                AddComparison(comparator, [left, right]);
                break;
            case Condition.Between(var operand, var low, var high):
                if (operand is Operand.Value) throw DynamoDbErrors.Validation($"{Invalid}BETWEEN operator must have the key attribute as its first operand");
                Add("BETWEEN", [operand, low, high]);
                break;
            case Condition.Test(("begins_with", var arguments)):
                if (arguments[0] is Operand.Value) throw DynamoDbErrors.Validation($"{Invalid}begins_with operator must have the key attribute as its first operand");
                Add("BEGINS_WITH", arguments);
                break;
            default:
                throw DynamoDbErrors.Validation($"Invalid operator used in KeyConditionExpression: {NameOf(condition)}");
        }
    }

    private void AddComparison(Comparator comparator, ImmutableArray<Operand> operands)
    {
        var (spelled, mirrored) = comparator switch
        {
            Comparator.Equal => ("EQ", "EQ"),
            Comparator.Less => ("LT", "GT"),
            Comparator.LessOrEqual => ("LE", "GE"),
            Comparator.Greater => ("GT", "LT"),
            _ => ("GE", "LE"),
        };
        if (operands is [Operand.Value, Operand.Path]) Add(mirrored, [operands[1], operands[0]]);
        else Add(spelled, operands);
    }

    private void Add(string name, ImmutableArray<Operand> operands)
    {
        AttributePath? key = null;
        var values = new List<ReadOnlyMemory<byte>>();
        foreach (var operand in operands)
        {
            switch (operand)
            {
                case Operand.Path when key is not null:
                    throw DynamoDbErrors.Validation($"{Invalid}Multiple attribute names used in one condition");
                case Operand.Path(var slot):
                    key = _bound.Path(slot);
                    if (key.IsNested) throw DynamoDbErrors.Validation("KeyConditionExpressions cannot have conditions on nested attributes");
                    break;
                case Operand.Value(var slot):
                    values.Add(_bound.Value(slot));
                    break;
                default:
                    throw DynamoDbErrors.Validation("KeyConditionExpressions cannot contain nested operations");
            }
        }

        if (key is null) throw DynamoDbErrors.Validation($"{Invalid}No key attribute specified");
        var attribute = key.Steps[0].Name ?? "";
        if (_terms.Exists(t => t.Name == attribute)) throw DynamoDbErrors.Validation("KeyConditionExpressions must only contain one condition per key");
        _terms.Add(new KeyTerm(attribute, name, values));
    }

    private static string NameOf(Condition condition) => condition switch
    {
        Condition.Or => "OR",
        Condition.Not => "NOT",
        Condition.In => "IN",
        Condition.Test(var function) => function.Name,
        _ => "<>",
    };
}
