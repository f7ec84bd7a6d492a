using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using TaskTracker.Emulation.Services.DynamoDb.Values;

namespace TaskTracker.Emulation.Services.DynamoDb.Expressions;

/// <summary>Gives a condition its names and values, and checks that its operands have the types it needs.</summary>
internal static class ConditionBinder
{
    private const string TypeNames = "{B,NULL,SS,BOOL,L,BS,N,NS,S,M}";

    /// <exception cref="ExpressionRefused">The first condition, from left to right, that cannot be.</exception>
    public static Bound<Condition> Bind(Parsed<Condition> parsed, Placeholders given)
    {
        var bound = new Bound<Condition>(parsed, given);
        Check(parsed.Tree, bound);
        OperatorLimits.Check(parsed);
        return bound;
    }

    private static void Check(Condition condition, Bound<Condition> bound)
    {
        switch (condition)
        {
            case Condition.Or(var left, var right):
                Check(left, bound);
                Check(right, bound);
                break;
            case Condition.And(var left, var right):
                Check(left, bound);
                Check(right, bound);
                break;
            case Condition.Not(var inner):
                Check(inner, bound);
                break;
            case Condition.Comparison(var comparator, var left, var right):
                CheckOperands([left, right], bound);
                RefuseSame(Spell(comparator), left, [right], bound);
                if (comparator is not (Comparator.Equal or Comparator.NotEqual)) RequireOrder(Spell(comparator), [left, right], bound);
                break;
            case Condition.Between(var operand, var low, var high):
                CheckOperands([operand, low, high], bound);
                RefuseSame("BETWEEN", operand, [low, high], bound);
                RequireOrder("BETWEEN", [operand, low, high], bound);
                CheckBounds(low, high, bound);
                break;
            case Condition.In(var operand, var candidates):
                OperatorLimits.CheckCandidates(candidates.Length);
                CheckOperands([operand, .. candidates], bound);
                RefuseSame("IN", operand, candidates.AsSpan(), bound);
                break;
            case Condition.Test(var function):
                CheckOperands([function], bound);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(condition), condition, null);
        }
    }

    private static void RequireOrder(string name, ReadOnlySpan<Operand> operands, Bound<Condition> bound)
    {
        foreach (var operand in operands)
        {
            if (TypeOf(operand, bound) is not (AttributeType.None or AttributeType.S or AttributeType.N or AttributeType.B) and var type) throw WrongType(name, type.ToString());
        }
    }

    /// <summary>What is named must be given, and functions must have operands they can work with.</summary>
    private static void CheckOperands(ReadOnlySpan<Operand> operands, Bound<Condition> bound)
    {
        foreach (var operand in operands)
        {
            switch (operand)
            {
                case Operand.Path(var slot):
                    bound.Path(slot);
                    break;
                case Operand.Value(var slot):
                    bound.Value(slot);
                    break;
                case Operand.Function(var name, var arguments):
                    CheckOperands(arguments.AsSpan(), bound);
                    CheckFunction(name, arguments, bound);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(operands), operand, null);
            }
        }
    }

    private static void CheckFunction(string name, ImmutableArray<Operand> arguments, Bound<Condition> bound)
    {
        if (arguments.Length != ConditionFunctions.OperandCount(name)) throw Refuse("Incorrect number of operands for operator or function", name, $"number of operands: {arguments.Length}");
        RefuseSame(name, arguments[0], arguments.AsSpan()[1..], bound);
        switch (name)
        {
            case "attribute_exists" or "attribute_not_exists" when arguments[0] is not Operand.Path:
                throw Refuse("Operator or function requires a document path", name);
            case "begins_with":
                foreach (var argument in arguments)
                {
                    if (TypeOf(argument, bound) is not (AttributeType.None or AttributeType.S or AttributeType.B) and var type) throw WrongType(name, type.ToString());
                }

                break;
            case "attribute_type":
                CheckTypeName(arguments[1], bound);
                break;
            case "size" when TypeOf(arguments[0], bound) is AttributeType.N or AttributeType.BOOL or AttributeType.NULL:
                throw WrongType(name, TypeOf(arguments[0], bound).ToString());
        }
    }

    private static void CheckTypeName(Operand operand, Bound<Condition> bound)
    {
        var type = TypeOf(operand, bound);
        if (type == AttributeType.None) throw WrongType("attribute_type", "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}");
        if (type != AttributeType.S || operand is not Operand.Value(var slot)) throw WrongType("attribute_type", type.ToString());
        var name = ItemJson.Text(bound.Value(slot).Span);
        if (AttributeTypes.Parse(name) != AttributeType.None) return;
        throw new ExpressionRefused($"Invalid attribute type name found; type: {Encoding.UTF8.GetString(name)}, valid types: {TypeNames}");
    }

    private static void CheckBounds(Operand low, Operand high, Bound<Condition> bound)
    {
        if (low is not Operand.Value(var lowSlot) || high is not Operand.Value(var highSlot)) return;
        var from = bound.Value(lowSlot).Span;
        var to = bound.Value(highSlot).Span;
        var problem = ItemJson.TypeOf(from) != ItemJson.TypeOf(to) ? "The BETWEEN operator requires same data type for lower and upper bounds"
            : ValueOrder.Compare(from, to) > 0 ? "The BETWEEN operator requires upper bound to be greater than or equal to lower bound"
            : null;
        if (problem is not null) throw new ExpressionRefused($"{problem}; lower bound operand: AttributeValue: {Show(from)}, upper bound operand: AttributeValue: {Show(to)}");
    }

    private static void RefuseSame(string name, Operand first, ReadOnlySpan<Operand> others, Bound<Condition> bound)
    {
        if (first is not Operand.Path(var one)) return;
        foreach (var other in others)
        {
            if (other is not Operand.Path(var two) || !bound.Path(one).IsSameAs(bound.Path(two))) continue;
            throw new ExpressionRefused(
                $"The first operand must be distinct from the remaining operands for this operator or function; operator: {name}, first operand: {bound.Path(one)}");
        }
    }

    /// <summary><see cref="AttributeType.None"/> for a path: its type depends on the item.</summary>
    private static AttributeType TypeOf(Operand operand, Bound<Condition> bound) => operand switch
    {
        Operand.Value(var slot) => ItemJson.TypeOf(bound.Value(slot).Span),
        Operand.Function { Name: "size" } => AttributeType.N,
        _ => AttributeType.None,
    };

    private static string Spell(Comparator comparator) => comparator switch
    {
        Comparator.Equal => "=",
        Comparator.NotEqual => "<>",
        Comparator.Less => "<",
        Comparator.LessOrEqual => "<=",
        Comparator.Greater => ">",
        _ => ">=",
    };

    private static string Show(ReadOnlySpan<byte> value)
    {
        var type = ItemJson.TypeOf(value);
        var content = type.IsScalarString() ? ItemJson.Text(value) : ItemJson.Content(value);
        return $"{{{type}:{Encoding.UTF8.GetString(content)}}}";
    }

    private static ExpressionRefused WrongType(string function, string type) => Refuse("Incorrect operand type for operator or function", function, $"operand type: {type}");

    private static ExpressionRefused Refuse(string problem, string function, string? detail = null) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{problem}; operator or function: {function}{(detail is null ? "" : ", " + detail)}"));
}
