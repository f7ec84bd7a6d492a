using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Wire;

namespace TaskTracker.Emulation.Services.DynamoDb.Operations;

internal sealed record UpdateContinuousBackupsRequest(string Name, bool IsEnabled, int Days) : ITableRequest<UpdateContinuousBackupsRequest>
{
    private const int MaxDays = 35;

    public string Resource => "table/" + Name;

    public static UpdateContinuousBackupsRequest Read(ReadOnlySpan<byte> body)
    {
        var sent = TableParameters.Read(body);
        var name = TableConstraints.TableName(sent);
        var constraints = new Constraints();
        constraints.NotNull(sent.PointInTimeRecovery, "pointInTimeRecoverySpecification");
        if (sent.PointInTimeRecovery is { } recovery)
        {
            constraints.NotNull(recovery.IsEnabled, "pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled");
            constraints.Range(recovery.Days, "pointInTimeRecoverySpecification.recoveryPeriodInDays", from: 1, to: MaxDays);
        }

        constraints.ThrowIfBroken();
        return new UpdateContinuousBackupsRequest(name, sent.PointInTimeRecovery?.IsEnabled ?? false, (int)(sent.PointInTimeRecovery?.Days ?? MaxDays));
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateContinuousBackups.html</remarks>
internal static class UpdateContinuousBackups
{
    public static DescribeContinuousBackupsResponse Execute(Tables tables, TimeProvider clock, UpdateContinuousBackupsRequest request) => tables.Changes.Commit(() =>
    {
        var before = DescribeContinuousBackups.Find(tables, request.Name).Definition;
        var now = clock.GetUtcNow();
        var recovery = request.IsEnabled ? new PointInTimeRecovery(request.Days, before.PointInTimeRecovery?.Since ?? now) : null;
        var after = before with { PointInTimeRecovery = recovery };
        return ((TableChange?)new TableChange.Redefined(after), new DescribeContinuousBackupsResponse(after, now));
    });
}
