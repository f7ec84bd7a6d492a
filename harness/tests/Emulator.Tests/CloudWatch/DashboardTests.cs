using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.CloudWatch;

public sealed class DashboardTests(CloudWatchClient metrics) : IClassFixture<CloudWatchClient>
{
    private const string Recorded = "cloudwatch/test_cloudwatch: test_dashboard_lifecycle";
    private const string Structure = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html";
    private const string Published = "answers of AWS that its users published with their templates";
    private const string Body = """{"widgets":[{"type":"metric","x":0,"y":0,"width":6,"height":6,"properties":{"metrics":[["AWS/EC2","CPUUtilization","InstanceId","i-1",{"stat":"p99"}]],"region":"us-east-1"}}]}""";

    [Fact]
    [Parity("cloudwatch:PutDashboard", Evidence.Recorded, Recorded)]
    [Parity("cloudwatch:GetDashboard", Evidence.Recorded, Recorded)]
    [Parity("cloudwatch:ListDashboards", Evidence.Recorded, Recorded)]
    [Parity("cloudwatch:DeleteDashboards", Evidence.Recorded, Recorded)]
    public async Task A_dashboard_is_kept_as_it_was_given()
    {
        var put = await PutAsync("kept-1", Body);
        await PutAsync("other", """{"widgets":[]}""");

        var got = await metrics.CallAsync("GetDashboard", """{"DashboardName":"kept-1"}""");
        var listed = await metrics.CallAsync("ListDashboards", """{"DashboardNamePrefix":"kept"}""");
        await metrics.CallAsync("DeleteDashboards", """{"DashboardNames":["kept-1"]}""");
        var gone = await metrics.SendAsync("GetDashboard", """{"DashboardName":"kept-1"}""");

        Assert.Equal((200, """{"DashboardValidationMessages":[]}"""), (put.Status, put.Body));
        Assert.Equal(("arn:aws:cloudwatch::000000000000:dashboard/kept-1", Body), ($"{got["DashboardArn"]}", $"{got["DashboardBody"]}"));
        var entry = Assert.Single(listed["DashboardEntries"]?.AsArray() ?? []);
        Assert.Equal(("kept-1", $"{Body.Length}"), ($"{entry?["DashboardName"]}", $"{entry?["Size"]}"));
        Assert.Equal((404, "com.amazonaws.cloudwatch#DashboardNotFoundError"), (gone.Status, $"{JsonNode.Parse(gone.Body)?["__type"]}"));
    }

    /// <summary>Why, the body, each fault as path and message.</summary>
    public static TheoryData<string, string, string> Faults => new()
    {
        { "an object for the dimensions", Metric("""["AWS/DMS","CDCIncomingChanges",{"Dimensions":{"a":"b"}}]"""), "/widgets/0/properties/metrics/0: Should NOT have more than 2 items" },
        { "half a dimension", Metric("""["N","m","k"]"""), "/widgets/0/properties/metrics/0: Should NOT have more than 2 items" },
        { "a number among the names", Metric("""["N","m","k",1]"""), "/widgets/0/properties/metrics/0/3: Invalid metric field type, only \"String\" type is allowed" },
        { "no array", Metric("\"m\""), "/widgets/0/properties/metrics/0: Field \"metrics\" has to be an array of array of strings, with an optional metricRenderer object as last element" },
        { "a namespace alone", Metric("""["N"]"""), "/widgets/0/properties/metrics/0: Should NOT have fewer than 2 items" },
        { "no widgets", "{}", ": Should have required property 'widgets'" },
        { "no properties", """{"widgets":[{"type":"text"}]}""", "/widgets/0: Should have required property 'properties'" },
        { "too wide", """{"widgets":[{"type":"text","width":25,"properties":{"markdown":"m"}}]}""", "/widgets/0/width: Should be <= 24" },
        { "an unknown type", """{"widgets":[{"type":"x","properties":{}}]}""", "/widgets/0/type: Should be equal to one of the allowed values [metric, text, log, alarm, explorer, custom]" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    [Parity("cloudwatch/dashboard refusals", Evidence.Unverified, Published)]
    public async Task A_faulty_dashboard_is_refused_with_the_place_of_each_fault(string why, string body, string expected)
    {
        var answer = await PutAsync("faulty", body);

        var error = JsonNode.Parse(answer.Body);
        var message = $"{error?["message"]}";
        var list = JsonNode.Parse(message[(message.IndexOf('\n', StringComparison.Ordinal) + 1)..])?.AsArray() ?? [];
        Assert.True(answer.Status == 400, why);
        Assert.Equal("com.amazonaws.cloudwatch#DashboardInvalidInputError", $"{error?["__type"]}");
        Assert.StartsWith("The dashboard body is invalid, there are 1 validation errors:\n[\n  {\n    \"dataPath\": ", message, StringComparison.Ordinal);
        Assert.Equal(expected, string.Join("; ", list.Select(f => $"{f?["dataPath"]}: {f?["message"]}")));
    }

    [Fact]
    [Parity("cloudwatch/dashboard refusals", Evidence.Documented, Structure)]
    public async Task What_is_unknown_but_harmless_is_told_of_and_kept()
    {
        var answer = await PutAsync("warned", """{"widgets":[],"colour":"red"}""");

        Assert.Equal((200, """{"DashboardValidationMessages":[{"DataPath":"/colour","Message":"Should NOT have additional properties"}]}"""), (answer.Status, answer.Body));
    }

    [Theory]
    [InlineData("no JSON", "n", "{", "InvalidParameterInput", "The field DashboardBody must be a valid JSON object")]
    [InlineData("half a surrogate pair", "n", """{"widgets":[{"type":"\ud800"}]}""", "InvalidParameterInput", "The field DashboardBody must be a valid JSON object")]
    [InlineData("half a surrogate pair as a name", "n", """{"\ud800":[]}""", "InvalidParameterInput", "The field DashboardBody must be a valid JSON object")]
    [InlineData("a bad name", "a b", "{}", "InvalidParameterValue", "The value a b for field DashboardName contains invalid characters. It can only contain alphanumerics, dash (-) and underscore (_).\n")]
    [Parity("cloudwatch/dashboard refusals", Evidence.Unverified, Published)]
    public async Task What_is_no_dashboard_at_all_is_refused(string why, string name, string body, string code, string message)
    {
        var answer = await PutAsync(name, body);

        Assert.True(answer.Status == 400, why);
        Assert.Equal($"{code};Sender", answer.Headers["x-amzn-query-error"]);
        Assert.Equal(message, $"{JsonNode.Parse(answer.Body)?["message"]}");
    }

    private static string Metric(string metric) => $$$"""{"widgets":[{"type":"metric","properties":{"region":"r","metrics":[{{{metric}}}]}}]}""";

    private Task<HttpAnswer> PutAsync(string name, string body) =>
        metrics.SendAsync("PutDashboard", new JsonObject { ["DashboardName"] = name, ["DashboardBody"] = body }.ToJsonString());
}
