using System.Text;
using TaskTracker.Emulation.Requests;
using TaskTracker.Emulation.Services.Lambda.Streams;

namespace TaskTracker.Emulation.Tests.Lambda;

public sealed class StreamBatchTests
{
    [Fact]
    public void What_could_not_be_processed_is_found_in_an_answer_nested_deeply()
    {
        var batch = new StreamBatch([Record("1"), Record("2"), Record("3")], "shard");
        var answer = $$"""{"batchItemFailures":[{"itemIdentifier":"2"}],"more":{{new string('[', 300)}}{{new string(']', 300)}}}""";

        var rest = batch.Unprocessed(Encoding.UTF8.GetBytes(answer));

        Assert.Equal(["2", "3"], rest?.Records.Select(r => r.SequenceNumber) ?? []);
    }

    private static StreamedRecord Record(string number) => new(number, DateTimeOffset.UnixEpoch, []);
}
