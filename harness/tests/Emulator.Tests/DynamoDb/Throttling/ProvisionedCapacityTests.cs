using Microsoft.Extensions.Time.Testing;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Throttling;
using TaskTracker.Emulation.Services.DynamoDb.Values;
using TaskTracker.Emulation.Services.DynamoDb.Wire;

namespace TaskTracker.Emulation.Tests.DynamoDb.Throttling;

public sealed class ProvisionedCapacityTests
{
    private static readonly KeySchema Key = new(new KeyAttribute("id", AttributeType.S), Range: null);
    private static readonly IndexDefinition Local = new("local", IsGlobal: false, Key, ProjectionType.ALL, []);
    private static readonly IndexDefinition Global = new("global", IsGlobal: true, Key, ProjectionType.ALL, []) { Throughput = new Throughput(1, 1) };
    private static readonly TableDefinition Table = new("t", "arn:t", "00000000-0000-4000-8000-000000000000", Key, DateTimeOffset.UnixEpoch)
    {
        Attributes = [],
        Indexes = [Local, Global],
        Throughput = new Throughput(1, 1),
    };

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    [Parity("dynamodb/throttling", Evidence.Documented, "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html#LSI.ThroughputConsiderations")]
    public void A_local_index_lives_on_its_table_s_units()
    {
        var capacity = Capacity(Table);

        capacity.Read(new Consumed(0, [(Local, 600)]));
        capacity.Write(new Consumed(2, [(Local, 598)]));

        Assert.Equal(["TableReadProvisionedThroughputExceeded"], capacity.ReasonsAgainstRead(Local).Select(r => r.Reason));
        Assert.Equal(["TableWriteProvisionedThroughputExceeded"], capacity.ReasonsAgainstWrite(new Consumed(2, [(Local, 2)])).Select(r => r.Reason));
        Assert.Empty(capacity.ReasonsAgainstRead(Global));
    }

    [Fact]
    [Parity("dynamodb/throttling", Evidence.Documented, "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ThrottlingReason.html; in which order reasons stand is documented nowhere")]
    public void A_write_says_all_that_has_nothing_left_for_it()
    {
        var capacity = Capacity(Table);

        capacity.Write(new Consumed(600, [(Global, 600)]));

        var reasons = capacity.ReasonsAgainstWrite(new Consumed(2, [(Global, 2)]));
        Assert.Equal(["TableWriteProvisionedThroughputExceeded arn:t", "IndexWriteProvisionedThroughputExceeded arn:t/index/global"], reasons.Select(r => $"{r.Reason} {r.Resource}"));
        Assert.StartsWith("The level of configured provisioned throughput for the table was exceeded.", ThrottlingReason.MessageOf(reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_index_has_left_stays_when_its_table_changes_and_goes_with_the_index()
    {
        var capacity = Capacity(Table);
        capacity.Write(new Consumed(0, [(Global, 600)]));

        var changed = Capacity(Table with { Throughput = new Throughput(9, 9) }, capacity);
        var without = Capacity(Table with { Indexes = [Local] }, changed);
        var again = Capacity(Table, without);

        Assert.Equal([1, 0], new[] { changed, again }.Select(c => c.ReasonsAgainstWrite(new Consumed(2, [(Global, 2)])).Count));
    }

    private ProvisionedCapacity Capacity(TableDefinition definition, ProvisionedCapacity? before = null) =>
        ProvisionedCapacity.Of(definition, _clock, before) ?? throw new InvalidOperationException("It is on demand.");
}
