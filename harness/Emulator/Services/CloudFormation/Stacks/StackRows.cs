using System.Globalization;
using System.Text.Json.Serialization;
using TaskTracker.Emulation.Journal;

namespace TaskTracker.Emulation.Services.CloudFormation.Stacks;

/// <summary>Stacks, then the events of each in their order, then change sets: <c>1/ID</c>, <c>2/STACK ID NUMBER</c>, <c>3/ID</c>.</summary>
internal sealed class StackRows(StackState state) : StateRows<StackChange>("cloudformation")
{
    private const string Stacks = "1/";
    private const string Events = "2/";
    private const string ChangeSets = "3/";

    public override void Write(StackChange change, RowBatch rows)
    {
        switch (change)
        {
            case StackChange.StackPut(var stack, var happened):
                Put(stack, happened, rows);
                break;
            case StackChange.StackBegun(var stack, var happened, var first):
                Put(stack, happened, rows);
                Put(first, rows);
                break;
            case StackChange.OperationBegun(var stack, var happened, var changeSets):
                Put(stack, happened, rows);
                foreach (var changed in changeSets) Put(changed, rows);
                break;
            case StackChange.ChangeSetPut(var changeSet):
                Put(changeSet, rows);
                break;
            case StackChange.ChangeSetDeleted(var id):
                rows.Remove(ChangeSets + id);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, null);
        }
    }

    public override StackChange Read(byte[] key, ReadOnlySpan<byte> value)
    {
        switch (TextOf(key)[..2])
        {
            case Stacks:
                return new StackChange.StackPut(RowJson.Read(value, StackJson.Default.Stack), Event: null);
            case Events:
                var happened = RowJson.Read(value, StackJson.Default.StackEvent);
                return new StackChange.StackPut(state.Get(happened.StackId), happened);
            case ChangeSets:
                return new StackChange.ChangeSetPut(RowJson.Read(value, StackJson.Default.ChangeSet));
            default:
                throw Unknown(key);
        }
    }

    private void Put(Stack stack, StackEvent? happened, RowBatch rows)
    {
        rows.Put(Stacks + stack.Id, RowJson.Write(stack, StackJson.Default.Stack));
        if (happened is null) return;
        var number = state.EventsOf(stack.Id).Count.ToString("D8", CultureInfo.InvariantCulture);
        rows.Put($"{Events}{stack.Id} {number}", RowJson.Write(happened, StackJson.Default.StackEvent));
    }

    private static void Put(ChangeSet changeSet, RowBatch rows) => rows.Put(ChangeSets + changeSet.Id, RowJson.Write(changeSet, StackJson.Default.ChangeSet));
}

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, IgnoreReadOnlyProperties = true,
    Converters = [typeof(OrdinalMap), typeof(ValueRow), typeof(MapRow)])]
[JsonSerializable(typeof(Stack))]
[JsonSerializable(typeof(StackEvent))]
[JsonSerializable(typeof(ChangeSet))]
internal sealed partial class StackJson : JsonSerializerContext;
