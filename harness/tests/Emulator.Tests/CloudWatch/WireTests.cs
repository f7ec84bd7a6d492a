using System.Formats.Cbor;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using TaskTracker.Emulation.Protocols.SigV4;

namespace TaskTracker.Emulation.Tests.CloudWatch;

/// <summary>The same in each of CloudWatch's protocols.</summary>
public sealed class WireTests(CloudWatchClient metrics) : IClassFixture<CloudWatchClient>
{
    private const string Model = "the service model, monitoring/2010-08-01";

    private static readonly long Minute = CloudWatchClient.Minute;

    [Fact]
    [Parity("cloudwatch/Query", Evidence.Documented, Model)]
    public async Task Metrics_are_put_and_read_as_a_form()
    {
        var space = metrics.NewNamespace();
        var time = DateTimeOffset.FromUnixTimeSeconds(Minute);

        var put = await QueryAsync(
            "PutMetricData", ("Namespace", space), ("MetricData.member.1.MetricName", "m"), ("MetricData.member.1.Value", "1.5"), ("MetricData.member.1.Unit", "Seconds"),
            ("MetricData.member.1.Timestamp", $"{time:O}"), ("MetricData.member.1.Dimensions.member.1.Name", "k"), ("MetricData.member.1.Dimensions.member.1.Value", "v"));
        var read = await QueryAsync(
            "GetMetricStatistics", ("Namespace", space), ("MetricName", "m"), ("StartTime", $"{time:yyyy-MM-ddTHH:mm:ssZ}"), ("EndTime", $"{time.AddMinutes(5):yyyy-MM-ddTHH:mm:ssZ}"),
            ("Period", "60"), ("ExtendedStatistics.member.1", "p50"), ("Dimensions.member.1.Name", "k"), ("Dimensions.member.1.Value", "v"));

        Assert.StartsWith("<PutMetricDataResponse xmlns=\"http://monitoring.amazonaws.com/doc/2010-08-01/\"><ResponseMetadata><RequestId>", put.Body, StringComparison.Ordinal);
        Assert.Contains(
            $"<GetMetricStatisticsResult><Label>m</Label><Datapoints><member><Timestamp>{time:yyyy-MM-ddTHH:mm:ssZ}</Timestamp><Unit>Seconds</Unit>"
            + "<ExtendedStatistics><entry><key>p50</key><value>1.5</value></entry></ExtendedStatistics></member></Datapoints></GetMetricStatisticsResult>",
            read.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("cloudwatch/Query", Evidence.Recorded, "cloudwatch/test_cloudwatch")]
    public async Task A_refusal_of_a_form_is_xml()
    {
        var answer = await QueryAsync("ListMetrics", ("NextToken", "x"));

        Assert.Equal(400, answer.Status);
        Assert.Contains("<Error><Type>Sender</Type><Code>InvalidNextToken</Code><Message>The next token specified is invalid.</Message></Error>", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("cloudwatch/CBOR", Evidence.Documented, "https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html")]
    public async Task Metrics_are_put_and_read_as_CBOR()
    {
        var space = metrics.NewNamespace();

        var (putStatus, _) = await CborAsync("PutMetricData", cbor =>
        {
            Map(cbor, ("Namespace", space));
            cbor.WriteTextString("MetricData");
            cbor.WriteStartArray(null);
            cbor.WriteStartMap(null);
            Map(cbor, ("MetricName", "m"));
            cbor.WriteTextString("Value");
            cbor.WriteDouble(2.5);
            Time(cbor, "Timestamp", Minute);
            cbor.WriteEndMap();
            cbor.WriteEndArray();
        });
        var (status, answer) = await CborAsync("GetMetricStatistics", cbor =>
        {
            Map(cbor, ("Namespace", space), ("MetricName", "m"));
            Time(cbor, "StartTime", Minute);
            Time(cbor, "EndTime", Minute + 60);
            cbor.WriteTextString("Period");
            cbor.WriteInt32(60);
            cbor.WriteTextString("Statistics");
            cbor.WriteStartArray(1);
            cbor.WriteTextString("Sum");
            cbor.WriteEndArray();
        });

        Assert.Equal((200, 200), (putStatus, status));
        Assert.Equal($"{{Label:m,Datapoints:[{{Timestamp:1({Minute}),Sum:2.5,Unit:None}}]}}", answer);
    }

    [Fact]
    [Parity("cloudwatch/CBOR", Evidence.Documented, "https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html")]
    public async Task Metrics_are_listed_in_CBOR()
    {
        var space = metrics.NewNamespace();
        await metrics.PutAsync(space, Named("v"), Named("w"));

        var (status, answer) = await CborAsync("ListMetrics", cbor =>
        {
            Map(cbor, ("Namespace", space));
            cbor.WriteTextString("Dimensions");
            cbor.WriteStartArray(1);
            cbor.WriteStartMap(null);
            Map(cbor, ("Name", "k"), ("Value", "v"));
            cbor.WriteEndMap();
            cbor.WriteEndArray();
        });

        static string Named(string value) => $$""" "MetricName":"m","Value":1,"Dimensions":[{"Name":"k","Value":"{{value}}"}] """;
        Assert.Equal((200, $"{{Metrics:[{{Namespace:{space},MetricName:m,Dimensions:[{{Name:k,Value:v}}]}}]}}"), (status, answer));
    }

    [Fact]
    [Parity("cloudwatch/CBOR", Evidence.Recorded, "cloudwatch/test_cloudwatch")]
    public async Task A_refusal_in_CBOR_names_its_shape()
    {
        var (status, answer) = await CborAsync("PutMetricData", cbor => Map(cbor, ("Namespace", "n"), ("Unknown", "x")));

        Assert.Equal((400, "{__type:com.amazonaws.cloudwatch#InvalidParameterValueException,message:Unknown is not supported here.}"), (status, answer));
    }

    [Fact]
    [Parity("cloudwatch/gzip", Evidence.Documented, "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html")]
    public async Task A_compressed_request_is_taken()
    {
        var space = metrics.NewNamespace();
        var body = Encoding.UTF8.GetBytes($$"""{"Namespace":"{{space}}","MetricData":[{"MetricName":"m","Value":1,"Timestamp":{{Minute}}}]}""");
        using var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionMode.Compress, leaveOpen: true)) await gzip.WriteAsync(body, TestContext.Current.CancellationToken);

        var (status, _) = await SendAsync(
            "/", compressed.ToArray(), ("Content-Type", "application/x-amz-json-1.0"), ("Content-Encoding", "gzip"), ("X-Amz-Target", "GraniteServiceVersion20100801.PutMetricData"));

        Assert.Equal(200, status);
        Assert.Single(await metrics.StatisticsAsync(space, "m", "\"Statistics\":[\"Sum\"]"));
    }

    [Fact]
    [Parity("cloudwatch/gzip", Evidence.Documented, "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html")]
    public async Task A_compressed_form_is_taken()
    {
        var space = metrics.NewNamespace();
        var form = $"Action=PutMetricData&Version=2010-08-01&Namespace={Uri.EscapeDataString(space)}&MetricData.member.1.MetricName=m&MetricData.member.1.Value=1&MetricData.member.1.Timestamp={DateTimeOffset.FromUnixTimeSeconds(Minute):yyyy-MM-ddTHH:mm:ssZ}";
        using var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionMode.Compress, leaveOpen: true)) await gzip.WriteAsync(Encoding.UTF8.GetBytes(form), TestContext.Current.CancellationToken);

        var (status, answer) = await SendAsync("/", compressed.ToArray(), ("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"), ("Content-Encoding", "gzip"));

        Assert.True(status == 200, Encoding.UTF8.GetString(answer));
        Assert.Single(await metrics.StatisticsAsync(space, "m", "\"Statistics\":[\"Sum\"]"));
    }

    /// <summary>Why, and what is repeated a million times: each the begin of something that holds another.</summary>
    [Theory]
    [InlineData("lists", new byte[] { 0x81 })]
    [InlineData("lists of no length", new byte[] { 0x9F })]
    [InlineData("times", new byte[] { 0xC1 })]
    [InlineData("maps", new byte[] { 0xA1, 0x61, 0x61 })]
    public async Task CBOR_that_is_nested_too_deep_is_refused(string why, byte[] begin)
    {
        byte[] body = [.. Enumerable.Repeat(begin, 1_000_000 / begin.Length).SelectMany(b => b)];

        var (status, answer) = await SendAsync(
            "/service/GraniteServiceVersion20100801/operation/ListMetrics", body, ("Content-Type", "application/cbor"), ("smithy-protocol", "rpc-v2-cbor"));

        Assert.Equal(
            (why, 400, "{__type:com.amazonaws.cloudwatch#SerializationException,message:The maximum depth of 64 is exceeded.}"),
            (why, status, Render(new CborReader(answer))));
    }

    [Fact]
    public async Task A_form_that_is_nested_too_deep_is_refused()
    {
        var answer = await QueryAsync("ListMetrics", (string.Join('.', Enumerable.Repeat("a", 500_000)), "x"));

        Assert.Equal(400, answer.Status);
        Assert.Contains("<Code>MalformedInput</Code><Message>The name of a parameter has more than 64 parts.</Message>", answer.Body, StringComparison.Ordinal);
    }

    /// <summary>Why, begin and end as JSON, the code of the answer.</summary>
    [Theory]
    [InlineData("the last second of all", "\"9999-12-31T23:59:00Z\"", "\"9999-12-31T23:59:59.999Z\"", 200)]
    [InlineData("the first second of all", "\"0001-01-01T00:00:00Z\"", "\"0001-01-01T00:01:00Z\"", 200)]
    [InlineData("the first second of all in seconds", "-62135596800", "-62135596740", 200)]
    [InlineData("before all years", "-90000000000", "-89999999940", 400)]
    [InlineData("after all years", "253402300800", "253402300860", 400)]
    [InlineData("no number at all", "-1e999", "1e999", 400)]
    [InlineData("half a character", "\"\\ud83d\"", "0", 400)]
    public async Task A_time_is_read_up_to_where_the_calendar_ends(string why, string start, string end, int status)
    {
        var answer = await metrics.SendAsync(
            "GetMetricStatistics", $$"""{"Namespace":"n","MetricName":"m","StartTime":{{start}},"EndTime":{{end}},"Period":60,"Statistics":["Sum"]}""");

        Assert.True(answer.Status == status, $"{why}: {answer.Status} {answer.Body}");
    }

    [Fact]
    public async Task A_time_in_CBOR_that_is_in_no_year_is_refused()
    {
        var (status, answer) = await CborAsync("GetMetricStatistics", cbor => Time(cbor, "StartTime", -90_000_000_000));

        Assert.Equal((400, "{__type:com.amazonaws.cloudwatch#SerializationException,message:The tag 1 is no time in seconds.}"), (status, answer));
    }

    [Theory]
    [InlineData("\"Values\":[1],\"Counts\":[1e308]")]
    [InlineData("\"Value\":1e200")]
    [InlineData("\"Value\":1e999")]
    [Parity("cloudwatch:PutMetricData", Evidence.Documented, "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html")]
    public async Task A_value_beyond_what_a_metric_holds_is_refused(string value)
    {
        var answer = await metrics.SendAsync("PutMetricData", $$"""{"Namespace":"n","MetricData":[{"MetricName":"beyond",{{value}}}]}""");

        Assert.Equal(400, answer.Status);
        Assert.Contains("InvalidParameterValueException", answer.Body, StringComparison.Ordinal);
    }

    private Task<HttpAnswer> QueryAsync(string action, params (string, string)[] parameters) => metrics.Http.QueryAsync("monitoring", "2010-08-01", action, parameters);

    private async Task<(int Status, string Answer)> CborAsync(string operation, Action<CborWriter> members)
    {
        var cbor = new CborWriter(CborConformanceMode.Lax);
        cbor.WriteStartMap(null);
        members(cbor);
        cbor.WriteEndMap();
        var (status, answer) = await SendAsync(
            $"/service/GraniteServiceVersion20100801/operation/{operation}", cbor.Encode(), ("Content-Type", "application/cbor"), ("smithy-protocol", "rpc-v2-cbor"));
        return (status, Render(new CborReader(answer)));
    }

    private async Task<(int Status, byte[] Answer)> SendAsync(string path, byte[] body, params (string Name, string Value)[] headers)
    {
        var endpoint = metrics.Emulator.Endpoint;
        var signed = new HeaderDictionary { ["Host"] = endpoint.Authority };
        foreach (var (name, value) in headers) signed[name] = value;
        new RequestSigner(new AwsCredentials("test", "test"), "us-east-1", TimeProvider.System).Sign("monitoring", "POST", path, "", signed, body);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(endpoint, path)) { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in signed)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value.ToString())) request.Content.Headers.TryAddWithoutValidation(name, value.ToString());
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    private static void Map(CborWriter cbor, params (string Name, string Value)[] members)
    {
        foreach (var (name, value) in members)
        {
            cbor.WriteTextString(name);
            cbor.WriteTextString(value);
        }
    }

    private static void Time(CborWriter cbor, string name, long seconds)
    {
        cbor.WriteTextString(name);
        cbor.WriteTag(CborTag.UnixTimeSeconds);
        cbor.WriteDouble(seconds);
    }

    /// <summary>CBOR as short text, for comparing.</summary>
    private static string Render(CborReader cbor)
    {
        switch (cbor.PeekState())
        {
            case CborReaderState.TextString:
                return cbor.ReadTextString();
            case CborReaderState.Tag:
                return FormattableString.Invariant($"{(ulong)cbor.ReadTag()}({Render(cbor)})");
            case CborReaderState.StartArray:
                cbor.ReadStartArray();
                var items = new List<string>();
                while (cbor.PeekState() != CborReaderState.EndArray) items.Add(Render(cbor));
                cbor.ReadEndArray();
                return $"[{string.Join(',', items)}]";
            case CborReaderState.StartMap:
                cbor.ReadStartMap();
                var members = new List<string>();
                while (cbor.PeekState() != CborReaderState.EndMap) members.Add($"{cbor.ReadTextString()}:{Render(cbor)}");
                cbor.ReadEndMap();
                return $"{{{string.Join(',', members)}}}";
            default:
                return FormattableString.Invariant($"{cbor.ReadDouble()}");
        }
    }
}
