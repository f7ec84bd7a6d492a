namespace TaskTracker.Emulation.Tests.Logs;

public sealed class RetentionTests(LogsClient logs) : IClassFixture<LogsClient>
{
    private const string Api = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/";

    [Fact]
    [Parity("logs:PutRetentionPolicy", Evidence.Documented, Api + "API_PutRetentionPolicy.html")]
    [Parity("logs:DeleteRetentionPolicy", Evidence.Documented, Api + "API_DeleteRetentionPolicy.html")]
    public async Task Events_are_shown_as_long_as_the_group_keeps_them()
    {
        var group = await logs.NewGroupAsync("s");
        await logs.PutAsync(group, "s", (await logs.ClockAsync(), "kept for a day"));

        await logs.CallAsync("PutRetentionPolicy", $$"""{"logGroupName":"{{group}}","retentionInDays":1}""");
        var fresh = await FilterAsync(group);
        var days = (await logs.CallAsync("DescribeLogGroups", $$"""{"logGroupNamePrefix":"{{group}}"}"""))["logGroups"]?[0]?["retentionInDays"];
        await logs.Emulator.AdvanceClockAsync("P2D");
        var old = await FilterAsync(group);
        await logs.CallAsync("DeleteRetentionPolicy", $$"""{"logGroupName":"{{group}}"}""");
        var without = await logs.CallAsync("DescribeLogGroups", $$"""{"logGroupNamePrefix":"{{group}}"}""");

        Assert.Equal((1, 1, 0), ((int?)days, fresh, old));
        Assert.Null(without["logGroups"]?[0]?["retentionInDays"]);
    }

    [Fact]
    [Parity("logs:PutRetentionPolicy", Evidence.Documented, Api + "API_PutRetentionPolicy.html")]
    [Parity("logs:DescribeLogGroups", Evidence.Documented, Api + "API_DescribeLogGroups.html")]
    public async Task What_a_group_keeps_no_longer_is_deleted_and_does_not_come_back()
    {
        var group = await logs.NewGroupAsync("s");
        var now = await logs.ClockAsync();
        await logs.PutAsync(group, "s", (now, "0123456789"), (now, "é"));
        var stored = await StoredAsync(group);
        await logs.CallAsync("PutRetentionPolicy", $$"""{"logGroupName":"{{group}}","retentionInDays":1}""");

        await logs.Emulator.AdvanceClockAsync("P2D");
        while (await StoredAsync(group) > 0) TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        await logs.CallAsync("DeleteRetentionPolicy", $$"""{"logGroupName":"{{group}}"}""");

        Assert.Equal((12 + (2 * 26), 0), (stored, await FilterAsync(group)));
    }

    [Fact]
    [Parity("logs:DescribeLogGroups", Evidence.Documented, Api + "API_DescribeLogGroups.html")]
    public async Task A_deleted_stream_is_not_stored_any_more()
    {
        var group = await logs.NewGroupAsync("a", "b");
        foreach (var stream in new[] { "a", "b" }) await logs.PutAsync(group, stream, (LogsClient.Now, "0123456789"));

        await logs.CallAsync("DeleteLogStream", LogsClient.Stream(group, "a"));

        Assert.Equal(36, await StoredAsync(group));
    }

    private async Task<int?> StoredAsync(string group) => (int?)(await logs.CallAsync("DescribeLogGroups", $$"""{"logGroupNamePrefix":"{{group}}","limit":1}"""))["logGroups"]?[0]?["storedBytes"];

    private async Task<int> FilterAsync(string group) => LogsClient.Messages(await logs.CallAsync("FilterLogEvents", $$"""{"logGroupName":"{{group}}"}""")).Count();
}
