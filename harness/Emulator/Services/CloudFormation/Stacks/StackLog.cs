using System.Collections.Immutable;
using System.Globalization;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Stacks;

/// <summary>Writes down what happens to one stack: each event together with the state that it tells of.</summary>
internal sealed class StackLog(StackState state, TimeProvider clock, string stackId)
{
    public const string StackType = "AWS::CloudFormation::Stack";

    public Stack Stack => state.Get(stackId);

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>In whole milliseconds and never the same twice for a stack: ids of events are made from it.</summary>
    private DateTimeOffset NextEventTime
    {
        get
        {
            var now = DateTimeOffset.FromUnixTimeMilliseconds(Now.ToUnixTimeMilliseconds());
            var after = state.EventsOf(stackId) is [.., { At: var last }] ? last.AddMilliseconds(1) : now;
            return now > after ? now : after;
        }
    }

    public static StackEvent EventOf(Stack stack, DateTimeOffset at) =>
        new(Guid.NewGuid().ToString(), stack.Id, stack.Name, stack.Name, stack.Id, StackType, at, stack.Status, stack.StatusReason, Properties: null);

    /// <param name="with">Further changes of the stack.</param>
    public void Stands(string status, string? reason = null, Func<Stack, Stack>? with = null) => Change(stack =>
    {
        var changed = (with?.Invoke(stack) ?? stack) with { Status = status, StatusReason = reason };
        return (changed, EventOf(changed, NextEventTime));
    });

    /// <param name="leaving">What the resource takes the place of.</param>
    public void Stands(StackResource resource, string status, string? reason = null, StackResource? leaving = null) => Change(stack =>
    {
        var changed = resource with { Status = status, StatusReason = reason, ChangedAt = NextEventTime };
        var time = changed.ChangedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var left = Without(leaving is null ? stack.Left : With(stack.Left, leaving), changed);
        return (stack with { Resources = stack.Resources.SetItem(changed.LogicalId, changed), Left = left },
            EventOf(stack, changed, $"{changed.LogicalId}-{status}-{time}", ShownProperties(changed)));
    });

    /// <summary>A resource is asked for under an id that nobody else can have: should the emulator end before the answer, it is known all the same.</summary>
    public void Expects(StackResource resource) => Change(stack => (stack with { Left = With(stack.Left, resource) }, null));

    /// <summary>What was expected did not come to be.</summary>
    public void ExpectsNoLonger(StackResource resource)
    {
        if (Stack.Left.Any(resource.IsSameAs)) Change(stack => (stack with { Left = Without(stack.Left, resource) }, null));
    }

    /// <summary>A clean-up: of a resource that the stack no longer has.</summary>
    public void Cleans(StackResource old, string status, string? reason = null) => Change(stack =>
    {
        var changed = old with { Status = status, StatusReason = reason, ChangedAt = NextEventTime };
        var left = status is StackStatus.DeleteComplete or StackStatus.DeleteSkipped ? Without(stack.Left, old) : stack.Left;
        return (stack with { Left = left }, EventOf(stack, changed, $"{changed.LogicalId}-{Guid.NewGuid()}", properties: null));
    });

    /// <summary>A resource is what it was before, without an event that says so.</summary>
    public void Restores(StackResource before) => Change(stack => (stack with { Resources = stack.Resources.SetItem(before.LogicalId, before) }, null));

    /// <summary>The stack has a resource no longer; the next clean-up takes it, if there is one.</summary>
    public void GivesUp(StackResource resource) => Change(stack =>
        (stack with { Resources = stack.Resources.Remove(resource.LogicalId), Left = With(stack.Left, resource) }, null));

    private void Change(Func<Stack, (Stack Stack, StackEvent? Event)> change) => state.Changes.Commit(() =>
    {
        var (stack, happened) = change(Stack);
        return ((StackChange?)new StackChange.StackPut(stack, happened), true);
    });

    private static ImmutableArray<StackResource> With(ImmutableArray<StackResource> left, StackResource resource) => Without(left, resource).Add(resource);

    private static ImmutableArray<StackResource> Without(ImmutableArray<StackResource> left, StackResource resource) =>
        left.RemoveAll(l => l.IsSameAs(resource));

    private static StackEvent EventOf(Stack stack, StackResource resource, string id, string? properties) =>
        new(id, stack.Id, stack.Name, resource.LogicalId, resource.PhysicalId, resource.Type, resource.ChangedAt, resource.Status, resource.StatusReason,
            properties);

    /// <summary>In events, numbers and flags are texts.</summary>
    private static string ShownProperties(StackResource resource) => AsTexts(resource.Properties).ToJson();

    private static Value AsTexts(Value value) => value switch
    {
        Value.List list => new Value.List([.. list.Items.Select(AsTexts)]),
        Value.Map map => new Value.Map([.. map.Entries.Select(e => KeyValuePair.Create(e.Key, AsTexts(e.Value)))]),
        _ => value.AsText is { } text ? Value.Of(text) : value,
    };
}
