using System.Buffers;
using System.Collections.Immutable;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Values;

namespace TaskTracker.Emulation.Services.DynamoDb.Expressions;

/// <summary>What an update makes of an item. Everything on the right of an update sees the item as it was before.</summary>
internal static class UpdateEvaluator
{
    private const string NoSuchPath = "The document path provided in the update expression is invalid for update";
    private const string NoSuchAttribute = "The provided expression refers to an attribute that does not exist in the item";

    /// <param name="item">Its attributes, or the key of one that does not exist yet.</param>
    /// <param name="output">Where the new attributes are written.</param>
    /// <exception cref="AwsError">ValidationException: the item has not the shape that the update needs.</exception>
    public static void Apply(this Bound<ImmutableArray<UpdateAction>> update, ReadOnlyMemory<byte> item, PooledBuffer output)
    {
        var document = new Document(item);
        Span<ReadOnlyMemory<byte>> values = new ReadOnlyMemory<byte>[update.Tree.Length];
        for (var i = 0; i < values.Length; i++) values[i] = NewValue(update.Tree[i], update, item);
        for (var i = 0; i < values.Length; i++)
        {
            var path = update.Path(update.Tree[i].Path);
            if (path.IsNested && !values[i].IsEmpty && path.Steps.Length - 1 + ItemJson.DepthOf(values[i].Span) > ItemJson.MaxDepth) throw DynamoDbErrors.Validation(ItemJson.TooDeep);
            var isPossible = values[i].IsEmpty ? document.Remove(path) : document.Set(path, values[i]);
            if (!isPossible) throw DynamoDbErrors.Validation(NoSuchPath);
        }

        document.WriteTo(output);
    }

    /// <summary>What comes to stand at the action's path; empty for nothing.</summary>
    private static ReadOnlyMemory<byte> NewValue(UpdateAction action, Bound<ImmutableArray<UpdateAction>> update, ReadOnlyMemory<byte> item)
    {
        var existing = Find(update.Path(action.Path), item);
        switch (action)
        {
            case UpdateAction.Set(_, var operand):
                return ValueOf(operand, update, item);
            case UpdateAction.Remove:
                return default;
            case UpdateAction.Add(_, var slot):
                return existing.IsEmpty ? update.Value(slot) : Add(existing, update.Value(slot), update.WrongType);
            case UpdateAction.Delete(_, var slot):
                return existing.IsEmpty ? default : Subtract(existing, update.Value(slot), update.WrongType);
            default:
                throw new ArgumentOutOfRangeException(nameof(action), action, null);
        }
    }

    private static ReadOnlyMemory<byte> ValueOf(Operand operand, Bound<ImmutableArray<UpdateAction>> update, ReadOnlyMemory<byte> item)
    {
        switch (operand)
        {
            case Operand.Value(var slot):
                return update.Value(slot);
            case Operand.Path(var slot):
                var found = Find(update.Path(slot), item);
                return found.IsEmpty ? throw DynamoDbErrors.Validation(NoSuchAttribute) : found;
            case Operand.Arithmetic(var left, var right, var subtracts):
                return Sum(ValueOf(left, update, item), ValueOf(right, update, item), subtracts, update.WrongType);
            case Operand.Function("if_not_exists", [Operand.Path(var slot), var otherwise]):
                var existing = Find(update.Path(slot), item);
                return existing.IsEmpty ? ValueOf(otherwise, update, item) : existing;
            case Operand.Function(_, [var first, var second]):
                return Append(ValueOf(first, update, item), ValueOf(second, update, item), update.WrongType);
            default:
                throw new ArgumentOutOfRangeException(nameof(operand), operand, null);
        }
    }

    private static ReadOnlyMemory<byte> Find(AttributePath path, ReadOnlyMemory<byte> item)
    {
        var value = path.Find(item.Span);
        if (value.IsEmpty) return default;
        item.Span.Overlaps(value, out var at);
        return item.Slice(at, value.Length);
    }

    private static byte[] Sum(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right, bool subtracts, string wrongType)
    {
        if (ItemJson.TypeOf(left.Span) != AttributeType.N || ItemJson.TypeOf(right.Span) != AttributeType.N) throw DynamoDbErrors.Validation(wrongType);
        Span<byte> sum = stackalloc byte[DynamoNumber.MaxLength];
        var problem = DynamoNumber.Add(ItemJson.Text(left.Span), ItemJson.Text(right.Span), subtracts, sum, out var length);
        if (Wire.NumberProblems.Describe(problem, default) is { } message) throw DynamoDbErrors.Validation(message);
        return [.. "{\"N\":\""u8, .. sum[..length], .. "\"}"u8];
    }

    private static ReadOnlyMemory<byte> Add(ReadOnlyMemory<byte> existing, ReadOnlyMemory<byte> addend, string wrongType)
    {
        var type = ItemJson.TypeOf(existing.Span);
        if (type != ItemJson.TypeOf(addend.Span)) throw DynamoDbErrors.Validation(wrongType);
        if (type == AttributeType.N) return Sum(existing, addend, subtracts: false, wrongType);

        var set = new SetMembers(ItemJson.Content(existing.Span), ItemJson.Content(addend.Span));
        var output = new ArrayBufferWriter<byte>(existing.Length + addend.Length);
        output.Write(existing.Span[..^2]);
        var elements = new ElementEnumerator(ItemJson.Content(addend.Span));
        while (elements.MoveNext())
        {
            if (!set.Contains(elements.Current)) WriteElement(output, elements.Current);
        }

        output.Write("]}"u8);
        return output.WrittenMemory;
    }

    /// <summary>The set without some elements; empty when none is left.</summary>
    private static ReadOnlyMemory<byte> Subtract(ReadOnlyMemory<byte> existing, ReadOnlyMemory<byte> subtrahend, string wrongType)
    {
        var type = ItemJson.TypeOf(existing.Span);
        if (type != ItemJson.TypeOf(subtrahend.Span)) throw DynamoDbErrors.Validation(wrongType);
        var taken = new SetMembers(ItemJson.Content(subtrahend.Span), ItemJson.Content(existing.Span));
        var output = new ArrayBufferWriter<byte>(existing.Length);
        output.Write(type.Opening());
        output.Write("["u8);
        var empty = output.WrittenCount;
        var elements = new ElementEnumerator(ItemJson.Content(existing.Span));
        while (elements.MoveNext())
        {
            if (!taken.Contains(elements.Current)) WriteElement(output, elements.Current);
        }

        output.Write("]}"u8);
        return output.WrittenCount == empty + 2 ? default : output.WrittenMemory;
    }

    private static void WriteElement(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> element)
    {
        if (output.WrittenSpan[^1] != '[') output.Write(","u8);
        output.Write("\""u8);
        output.Write(element);
        output.Write("\""u8);
    }

    private static byte[] Append(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second, string wrongType)
    {
        if (ItemJson.TypeOf(first.Span) != AttributeType.L || ItemJson.TypeOf(second.Span) != AttributeType.L) throw DynamoDbErrors.Validation(wrongType);
        var (left, right) = (first[6..^2], second[6..^2]);
        var comma = left.IsEmpty || right.IsEmpty ? default : ","u8;
        return [.. "{\"L\":["u8, .. left.Span, .. comma, .. right.Span, .. "]}"u8];
    }
}
