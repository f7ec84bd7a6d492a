using Microsoft.Extensions.Time.Testing;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Streams;
using TaskTracker.Emulation.Services.DynamoDb.Values;

namespace TaskTracker.Emulation.Tests.DynamoDb.Streams;

public sealed class ItemStreamTests
{
    private static readonly TableDefinition Table = new(
        "streamed", "arn:aws:dynamodb:us-east-1:000000000000:table/streamed", "00000000-0000-4000-8000-000000000000",
        new KeySchema(new KeyAttribute("id", AttributeType.S), Range: null), DateTimeOffset.UnixEpoch)
    {
        Attributes = [],
    };

    private readonly FakeTimeProvider _clock = new();

    [Theory]
    [InlineData(0, 3, "1,3,5")]
    [InlineData(1, 3, "3,5,7")]
    [InlineData(2, 2, "3,5")]
    [InlineData(95, 9, "97,99")]
    [InlineData(99, 9, "")]
    public void A_reader_gets_what_comes_after_what_it_has_seen(long after, int limit, string expected)
    {
        var stream = Stream(from: 1, to: 99, step: 2);

        Assert.Equal(expected, Sequences(stream, after, limit));
    }

    [Fact]
    public void What_is_older_than_a_day_is_gone_and_the_rest_stays_in_its_order()
    {
        var stream = Stream(from: 1, to: 20, step: 1);
        _clock.Advance(TimeSpan.FromHours(20));
        for (var i = 21; i <= 60; i++) stream.Add(Record(i));
        _clock.Advance(TimeSpan.FromHours(5));
        for (var i = 61; i <= 70; i++) stream.Add(Record(i));

        Assert.Equal(string.Join(',', Enumerable.Range(21, 50)), Sequences(stream, after: 0, limit: 1000));
        Assert.Equal(20, stream.Trimmed);
    }

    /// <remarks>Readers that walked through all records would walk past 40,000,000,000 of them.</remarks>
    [Fact]
    public void A_reader_does_not_walk_through_the_day()
    {
        const int Count = 400_000;
        var stream = Stream(from: 1, to: Count, step: 1);

        for (var i = 0; i < 100_000; i++) Assert.Single(stream.Read(Count - 1, 10).Records);
    }

    private ItemStream Stream(int from, int to, int step)
    {
        var stream = new ItemStream(Table, StreamDefinition.Of(StreamViewType.KEYS_ONLY, _clock.GetUtcNow()), start: 0, _clock);
        for (var i = from; i <= to; i += step) stream.Add(Record(i));
        return stream;
    }

    private StreamRecord Record(int sequence) => new(sequence, _clock.GetUtcNow(), Before: null, After: null, IsExpiry: false);

    private static string Sequences(ItemStream stream, long after, int limit) => string.Join(',', stream.Read(after, limit).Records.Select(r => r.Sequence));
}
