using System.Text.Json.Nodes;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using TaskTracker.Emulation.Tests.Lambda;

namespace TaskTracker.Emulation.Tests.CloudFormation;

/// <summary>A function with a version, an alias, an address and a stream, as a stack.</summary>
public sealed class FunctionPartsTests(EmulatorFixture emulator, FunctionPackage package) : IClassFixture<EmulatorFixture>, IDisposable
{
    private const string Types = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/";

    private readonly StackClient _stacks = new(emulator.Endpoint);
    private readonly SignedHttp _http = new(emulator.Endpoint);
    private readonly AmazonS3Client _s3 = new(
        new BasicAWSCredentials("test", "test"),
        new AmazonS3Config { ServiceURL = emulator.Endpoint.ToString(), AuthenticationRegion = "us-east-1", ForcePathStyle = true });

    [Fact]
    [Parity("cloudformation/AWS::Lambda::Version", Evidence.Documented, Types + "aws-resource-lambda-version.html")]
    [Parity("cloudformation/AWS::Lambda::Alias", Evidence.Documented, Types + "aws-resource-lambda-alias.html")]
    [Parity("cloudformation/AWS::Lambda::Url", Evidence.Documented, Types + "aws-resource-lambda-url.html")]
    [Parity("cloudformation/AWS::Lambda::EventSourceMapping", Evidence.Documented, Types + "aws-resource-lambda-eventsourcemapping.html")]
    [Parity("cloudformation/AWS::Lambda::EventInvokeConfig", Evidence.Documented, Types + "aws-resource-lambda-eventinvokeconfig.html")]
    public async Task What_hangs_on_a_function_is_made_changed_and_removed_with_it()
    {
        await UploadAsync("one");
        await UploadAsync("two");
        var template = StackClient.Template("function-with-parts");

        var made = await _stacks.DeployAsync("parts", template, "CREATE", Given(7));
        var outputs = await OutputsAsync();
        var function = outputs["Function"];
        var before = await StateAsync(outputs);
        await _http.JsonAsync("dynamodb", "DynamoDB_20120810.PutItem", """{"TableName":"parts","Item":{"Id":{"S":"a"} } }""");
        while (!(await LogAsync(function)).Contains("EVENT", StringComparison.Ordinal)) TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        var changed = await _stacks.DeployAsync("parts", template.Replace("Key: one", "Key: two", StringComparison.Ordinal), "UPDATE", Given(9));
        var after = await StateAsync(outputs);
        await _stacks.CallAsync("DeleteStack", ("StackName", "parts"));
        var gone = await _http.SendAsync("lambda", "GET", $"/2015-03-31/event-source-mappings/{outputs["Mapping"]}");

        Assert.Equal(("CREATE_COMPLETE", "UPDATE_COMPLETE"), (made, changed));
        Assert.Equal(("1", 7, 20, 1, "https://a.example", 1), before);
        Assert.Equal(("2", 9, 20, 1, "https://a.example", 1), after);
        Assert.EndsWith(":live", outputs["Alias"], StringComparison.Ordinal);
        Assert.Equal(404, gone.Status);
    }

    public void Dispose()
    {
        _stacks.Dispose();
        _http.Dispose();
        _s3.Dispose();
    }

    private static (string, string)[] Given(int batchSize) =>
    [
        ("Parameters.member.1.ParameterKey", "BatchSize"), ("Parameters.member.1.ParameterValue", $"{batchSize}"),
        ("Capabilities.member.2", "CAPABILITY_AUTO_EXPAND"),
    ];

    private async Task UploadAsync(string key)
    {
        await _s3.PutBucketAsync("parts-code", TestContext.Current.CancellationToken);
        using var zip = new MemoryStream(Convert.FromBase64String(package.Base64(key)));
        await _s3.PutObjectAsync(new PutObjectRequest { BucketName = "parts-code", Key = key, InputStream = zip }, TestContext.Current.CancellationToken);
    }

    private async Task<Dictionary<string, string>> OutputsAsync() =>
        (await _stacks.StackAsync("parts")).Descendants("Outputs").Elements("member").ToDictionary(o => o.Element("OutputKey")?.Value ?? "", o => o.Element("OutputValue")?.Value ?? "");

    /// <summary>The version that the alias stands for, the batch size, the reserved and the provisioned concurrency, an origin, and the retries.</summary>
    private async Task<(string, int, int, int, string, int)> StateAsync(Dictionary<string, string> outputs)
    {
        var function = outputs["Function"];
        async Task<JsonNode?> GetAsync(string path) => JsonNode.Parse((await _http.SendAsync("lambda", "GET", path)).Body);
        return (
            $"{(await GetAsync($"/2015-03-31/functions/{function}/aliases/live"))?["FunctionVersion"]}",
            (int?)(await GetAsync($"/2015-03-31/event-source-mappings/{outputs["Mapping"]}"))?["BatchSize"] ?? 0,
            (int?)(await GetAsync($"/2019-09-30/functions/{function}/concurrency"))?["ReservedConcurrentExecutions"] ?? 0,
            (int?)(await GetAsync($"/2019-09-30/functions/{function}/provisioned-concurrency?Qualifier=live"))?["AvailableProvisionedConcurrentExecutions"] ?? 0,
            $"{(await GetAsync($"/2021-10-31/functions/{function}/url?Qualifier=live"))?["Cors"]?["AllowOrigins"]?[0]}",
            (int?)(await GetAsync($"/2019-09-25/functions/{function}/event-invoke-config?Qualifier=live"))?["MaximumRetryAttempts"] ?? 0);
    }

    private async Task<string> LogAsync(string function) =>
        (await _http.JsonAsync("logs", "Logs_20140328.FilterLogEvents", $$"""{"logGroupName":"/aws/lambda/{{function}}"}""", "1.1")).Body;
}
