using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Logs.Operations;

internal sealed record PutRetentionPolicyRequest(string? LogGroupName = null, int? RetentionInDays = null) : LogsRequest
{
    private static readonly int[] Allowed = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

    public string Name => Required(LogGroupName, "logGroupName");

    public override void Check() => new LogsConstraints().Group(LogGroupName).Present("retentionInDays", RetentionInDays).Check();

    public int Days => RetentionInDays is { } days
        ? Allowed.Contains(days) ? days : throw LogsErrors.Validation("retentionInDays", $"{days}", $"Member must satisfy enum value set: [{string.Join(", ", Allowed)}]")
        : throw LogsErrors.Missing("retentionInDays");
}

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html</remarks>
internal static class PutRetentionPolicy
{
    public static Nothing Execute(LogsState state, TimeProvider clock, PutRetentionPolicyRequest request)
    {
        var (name, days) = (request.Name, request.Days);
        state.Changes.Commit(() => ((LogsChange?)new LogsChange.GroupPut(state.Get(name).Settings with { RetentionDays = days }), Nothing.Value));
        state.Expire(name, clock.GetUtcNow());
        return Nothing.Value;
    }
}
