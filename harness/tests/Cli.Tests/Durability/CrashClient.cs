using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace TaskTracker.Cli.Tests.Durability;

/// <summary>An answer, or none where the emulator was killed before it came.</summary>
internal sealed record CrashAnswer(int Status, string Body)
{
    public bool IsAcknowledged => Status == 200;
}

/// <summary>Calls an emulator that checks no signatures and may be gone at any moment.</summary>
internal sealed class CrashClient(Uri endpoint) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = endpoint };

    public async Task<CrashAnswer> DynamoDbAsync(string operation, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        request.Headers.TryAddWithoutValidation("X-Amz-Target", "DynamoDB_20120810." + operation);
        return await SendAsync(request, "dynamodb");
    }

    public async Task<CrashAnswer> S3Async(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body) };
        request.Headers.TryAddWithoutValidation("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
        return await SendAsync(request, "s3");
    }

    /// <summary>Names of log groups.</summary>
    public async Task<IReadOnlyList<string>> LogGroupsAsync(string prefix)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent($$"""{"logGroupNamePrefix":"{{prefix}}","limit":50}""") };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        request.Headers.TryAddWithoutValidation("X-Amz-Target", "Logs_20140328.DescribeLogGroups");
        var answer = await SendAsync(request, "logs");
        return [.. (JsonNode.Parse(answer.Body)?["logGroups"] as JsonArray ?? []).Select(g => g?["logGroupName"]?.ToString() ?? "")];
    }

    /// <summary>A call of CloudFormation, which answers 400 where there is no such stack.</summary>
    public async Task<CrashAnswer> StackAsync(string action, params (string Name, string Value)[] parameters)
    {
        var form = parameters.Select(p => new KeyValuePair<string, string>(p.Name, p.Value)).Append(new("Action", action)).Append(new("Version", "2010-05-15"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new FormUrlEncodedContent(form) };
        return await SendAsync(request, "cloudformation");
    }

    /// <summary>The version that a table's item holds; 0 where there is none, <c>null</c> where nobody answered.</summary>
    public async Task<long?> VersionAsync(string table, string key)
    {
        var answer = await DynamoDbAsync("GetItem", $$$$"""{"TableName":"{{{{table}}}}","Key":{"Id":{"S":"{{{{key}}}}"}},"ConsistentRead":true}""");
        if (!answer.IsAcknowledged) return null;
        return (string?)JsonNode.Parse(answer.Body)?["Item"]?["V"]?["N"] is { } version ? long.Parse(version, null) : 0;
    }

    public void Dispose() => _http.Dispose();

    private async Task<CrashAnswer> SendAsync(HttpRequestMessage request, string service)
    {
        const string Rest = "SignedHeaders=host, Signature=0000000000000000000000000000000000000000000000000000000000000000";
        request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential=made-up/20260101/us-east-1/{service}/aws4_request, {Rest}");
        request.Headers.TryAddWithoutValidation("X-Amz-Date", "20260101T000000Z");
        var isExpected = (HttpResponseMessage answer, string body) => (int)answer.StatusCode is 200 or 404 || (service == "cloudformation" && body.Contains("does not exist", StringComparison.Ordinal));
        try
        {
            using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
            var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            return isExpected(answer, body) ? new CrashAnswer((int)answer.StatusCode, body)
                : throw new InvalidOperationException($"{request.Method} {request.RequestUri} answered {(int)answer.StatusCode} {body}");
        }
        catch (HttpRequestException)
        {
            return new CrashAnswer(0, "");
        }
        catch (IOException)
        {
            return new CrashAnswer(0, "");
        }
    }
}
