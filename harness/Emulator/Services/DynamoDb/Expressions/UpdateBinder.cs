using System.Collections.Immutable;
using TaskTracker.Emulation.Services.DynamoDb.Values;

namespace TaskTracker.Emulation.Services.DynamoDb.Expressions;

/// <summary>Gives an update its names and values, and checks what can be checked without the item.</summary>
internal static class UpdateBinder
{
    /// <exception cref="ExpressionRefused">It cannot be done to any item.</exception>
    public static Bound<ImmutableArray<UpdateAction>> Bind(Parsed<ImmutableArray<UpdateAction>> parsed, Placeholders given)
    {
        var bound = new Bound<ImmutableArray<UpdateAction>>(parsed, given);
        for (var slot = 0; slot < bound.PathCount; slot++) bound.Path(slot);
        for (var slot = 0; slot < bound.ValueCount; slot++) bound.Value(slot);
        RefuseOverlap(bound);
        foreach (var action in bound.Tree) CheckOperand(action, bound);
        foreach (var action in bound.Tree)
        {
            if (action is UpdateAction.Set(_, var value)) CheckFunctions(value, bound);
        }

        OperatorLimits.Check(parsed);
        return bound;
    }

    private static void RefuseOverlap(Bound<ImmutableArray<UpdateAction>> bound)
    {
        if (bound.Tree.Length < 2) return;
        var paths = new AttributePath[bound.Tree.Length];
        for (var i = 0; i < paths.Length; i++) paths[i] = bound.Path(bound.Tree[i].Path);
        PathOverlap.Refuse(paths);
    }

    private static void CheckOperand(UpdateAction action, Bound<ImmutableArray<UpdateAction>> bound)
    {
        switch (action)
        {
            case UpdateAction.Add(_, var slot) when TypeOf(slot, bound) is var type && type != AttributeType.N && !type.IsSet():
                throw Wrong("ADD", type, "ALLOWED_FOR_ADD_OPERAND");
            case UpdateAction.Delete(_, var slot) when TypeOf(slot, bound) is var type && !type.IsSet():
                throw Wrong("DELETE", type, "ALLOWED_FOR_DELETE_OPERAND");
        }
    }

    private static void CheckFunctions(Operand operand, Bound<ImmutableArray<UpdateAction>> bound)
    {
        switch (operand)
        {
            case Operand.Arithmetic(var left, var right, _) sum:
                CheckFunctions(left, bound);
                CheckFunctions(right, bound);
                RequireType(AttributeType.N, sum.Operator, [left, right], bound);
                break;
            case Operand.Function(var name, var arguments):
                foreach (var argument in arguments) CheckFunctions(argument, bound);
                if (arguments.Length != 2)
                {
                    throw new ExpressionRefused($"Incorrect number of operands for operator or function; operator or function: {name}, number of operands: {arguments.Length}");
                }

                if (name == "list_append") RequireType(AttributeType.L, name, [.. arguments], bound);
                else if (arguments[0] is not Operand.Path) throw new ExpressionRefused($"Operator or function requires a document path; operator or function: {name}");
                break;
        }
    }

    private static void RequireType(AttributeType required, string name, ReadOnlySpan<Operand> operands, Bound<ImmutableArray<UpdateAction>> bound)
    {
        foreach (var operand in operands)
        {
            var type = operand switch
            {
                Operand.Value(var slot) => TypeOf(slot, bound),
                Operand.Arithmetic => AttributeType.N,
                Operand.Function { Name: "list_append" } => AttributeType.L,
                _ => required,
            };
            if (type != required) throw new ExpressionRefused($"Incorrect operand type for operator or function; operator or function: {name}, operand type: {type}");
        }
    }

    private static AttributeType TypeOf(int slot, Bound<ImmutableArray<UpdateAction>> bound) => ItemJson.TypeOf(bound.Value(slot).Span);

    private static ExpressionRefused Wrong(string section, AttributeType type, string typeSet) =>
        new($"Incorrect operand type for operator or function; operator: {section}, operand type: {LongName(type)}, typeSet: {typeSet}");

    private static string LongName(AttributeType type) => type switch
    {
        AttributeType.S => "STRING",
        AttributeType.N => "NUMBER",
        AttributeType.B => "BINARY",
        AttributeType.BOOL => "BOOLEAN",
        AttributeType.L => "LIST",
        AttributeType.M => "MAP",
        _ => type.ToString(),
    };
}
