using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Logs.Operations;

internal sealed record DescribeLogGroupsRequest(
    string? LogGroupNamePrefix = null, string? LogGroupNamePattern = null, string? NextToken = null, int? Limit = null, string? LogGroupClass = null,
    IReadOnlyList<string>? LogGroupIdentifiers = null) : LogsRequest
{
    private const int MostGroups = 50;

    public int Count => Limit ?? MostGroups;

    public override void Check()
    {
        var constraints = new LogsConstraints().Token(NextToken).Limit(Limit, MostGroups).OneOf("logGroupClass", LogGroupClass, LogsNames.Classes)
            .Count("logGroupIdentifiers", LogGroupIdentifiers, 1, MostGroups)
            .Length("logGroupNamePattern", LogGroupNamePattern, 0, LogsNames.MaxLength)
            .Pattern("logGroupNamePattern", LogGroupNamePattern, LogsNames.PartOfGroupPattern(), @"[\.\-_/#A-Za-z0-9]*");
        if (LogGroupNamePrefix is not null) constraints.Group(LogGroupNamePrefix, "logGroupNamePrefix");
        constraints.Check();
    }

    public bool Selects(string name) =>
        name.StartsWith(LogGroupNamePrefix ?? "", StringComparison.Ordinal)
        && name.Contains(LogGroupNamePattern ?? "", StringComparison.OrdinalIgnoreCase)
        && (LogGroupIdentifiers is null || LogGroupIdentifiers.Any(i => LogsGroupRequest.NameIn(i) == name))
        && LogGroupClass is null or "STANDARD";
}

internal sealed record LogGroupView(
    string LogGroupName, long CreationTime, int? RetentionInDays, int MetricFilterCount, string Arn, long StoredBytes, string LogGroupClass, string LogGroupArn,
    bool DeletionProtectionEnabled)
{
    public static LogGroupView Of(LogGroup group, AwsScope scope)
    {
        var arn = scope.GroupArn(group.Name);
        return new LogGroupView(
            group.Name, group.Settings.CreatedAt.ToUnixTimeMilliseconds(), group.Settings.RetentionDays, group.Filters.Length, arn + ":*", group.StoredBytes,
            "STANDARD", arn, DeletionProtectionEnabled: false);
    }
}

internal sealed record DescribeLogGroupsResponse(IReadOnlyList<LogGroupView> LogGroups, string? NextToken);

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html; members recorded as logs/test_logs_groups.</remarks>
internal static class DescribeLogGroups
{
    public static DescribeLogGroupsResponse Execute(LogsState state, AwsScope scope, DescribeLogGroupsRequest request)
    {
        if (request is { LogGroupNamePrefix: not null, LogGroupNamePattern: not null }) throw LogsErrors.PrefixAndPattern();
        var page = NamePage<LogGroup>.Of(state.Groups.Where(g => request.Selects(g.Name)), g => g.Name, request.NextToken, request.Count);
        return new DescribeLogGroupsResponse([.. page.Items.Select(g => LogGroupView.Of(g, scope))], page.NextToken);
    }
}
