using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.CloudFormation.Stacks;

/// <summary>Outputs that other stacks use by their names, which is why they can neither go nor change.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html; the texts are as users report them.</remarks>
internal static class Exports
{
    /// <summary>Names of the stacks that use an export.</summary>
    public static IReadOnlyList<string> UsersOf(StackState state, string export) =>
        [.. state.Stacks.Where(s => !s.IsDeleted && s.Imports.Contains(export)).Select(s => s.Name).Order(StringComparer.Ordinal)];

    /// <exception cref="AwsError">ValidationError: the outputs lack an export that is in use, or give it another value.</exception>
    public static void RefuseLoss(StackState state, Stack stack, IReadOnlyCollection<StackOutput> outputs)
    {
        foreach (var old in stack.Outputs)
        {
            if (old.ExportName is not { } name || UsersOf(state, name) is not { Count: > 0 } users) continue;
            var now = outputs.FirstOrDefault(o => o.ExportName == name);
            if (now?.Value == old.Value) continue;
            var change = now is null ? "deleted" : "updated";
            throw CloudFormationErrors.Validation($"Export {name} cannot be {change} as it is in use by {Names(users)}");
        }
    }

    /// <summary>Why the stack cannot be deleted; <c>null</c> where nothing of it is in use.</summary>
    public static string? HoldOf(StackState state, Stack stack) => stack.Outputs
        .Select(o => o.ExportName is { } name && UsersOf(state, name) is { Count: > 0 } users
            ? $"Delete canceled. Cannot delete export {name} as it is in use by {Names(users)}."
            : null)
        .FirstOrDefault(hold => hold is not null);

    private static string Names(IReadOnlyList<string> users) =>
        users.Count == 1 ? users[0] : $"{string.Join(", ", users.SkipLast(1))} and {users[^1]}";
}
