namespace TaskTracker.Emulation.Tests.CloudWatch;

/// <summary>The commands that a person types: one client speaks Query, the other JSON or CBOR.</summary>
public sealed class MetricsCliTests(CloudWatchClient metrics) : IClassFixture<CloudWatchClient>
{
    [Theory]
    [MemberData(nameof(AwsCli.Clients), MemberType = typeof(AwsCli))]
    [Parity("cloudwatch/cli", Evidence.Documented, "https://docs.aws.amazon.com/cli/latest/reference/cloudwatch/get-metric-data.html")]
    public async Task Metrics_are_put_listed_read_and_calculated_with_the_AWS_CLI(string client)
    {
        var aws = AwsCli.OrSkip(client, metrics.Emulator.Endpoint);
        var space = metrics.NewNamespace();
        var (from, to) = (Time(CloudWatchClient.Minute), Time(CloudWatchClient.Minute + 300));

        await aws.RunAsync(
            "cloudwatch", "put-metric-data", "--namespace", space, "--metric-data",
            $$"""[{"MetricName":"time","Timestamp":"{{from}}","Values":[10,20,300],"Counts":[50,49,1],"Unit":"Milliseconds","Dimensions":[{"Name":"Path","Value":"/tasks"}]}]""");
        var listed = await aws.JsonAsync("cloudwatch", "list-metrics", "--namespace", space, "--dimensions", "Name=Path,Value=/tasks");
        var read = await aws.JsonAsync(
            "cloudwatch", "get-metric-statistics", "--namespace", space, "--metric-name", "time", "--dimensions", "Name=Path,Value=/tasks", "--start-time", from, "--end-time", to,
            "--period", "60", "--extended-statistics", "p50", "p99", "p99.9");
        var calculated = await aws.JsonAsync(
            "cloudwatch", "get-metric-data", "--start-time", from, "--end-time", to, "--metric-data-queries",
            $$$"""[{"Id":"m","MetricStat":{"Metric":{"Namespace":"{{{space}}}","MetricName":"time","Dimensions":[{"Name":"Path","Value":"/tasks"}]},"Period":60,"Stat":"p90"},"ReturnData":false},{"Id":"e","Expression":"FILL(m, 0) / 10","Label":"tenth"}]""");

        Assert.Equal("time", $"{Assert.Single(listed["Metrics"]?.AsArray() ?? [])?["MetricName"]}");
        var percentiles = read["Datapoints"]?[0]?["ExtendedStatistics"];
        Assert.Equal((10, 20, 300), ((double?)percentiles?["p50"], (double?)percentiles?["p99"], (double?)percentiles?["p99.9"]));
        Assert.Equal(("tenth", 5), ($"{calculated["MetricDataResults"]?[0]?["Label"]}", calculated["MetricDataResults"]?[0]?["Values"]?.AsArray().Count));
        Assert.Equal([0, 0, 0, 0, 2], (calculated["MetricDataResults"]?[0]?["Values"]?.AsArray() ?? []).Select(v => (double?)v));
    }

    private static string Time(long seconds) => $"{DateTimeOffset.FromUnixTimeSeconds(seconds):yyyy-MM-ddTHH:mm:ssZ}";
}
