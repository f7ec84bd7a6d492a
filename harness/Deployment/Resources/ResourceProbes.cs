using System.Text.Json;
using System.Text.Json.Nodes;
using TaskTracker.Deployment.Wire;
using YamlDotNet.RepresentationModel;

namespace TaskTracker.Deployment.Resources;

/// <summary>Asks each service for what a stack says that it has made there.</summary>
/// <param name="idOf">The physical id of a logical one.</param>
internal sealed class ResourceProbes(AwsApi aws, TimeProvider time, string packageSha256, Func<string, string> idOf)
{
    /// <returns>What is different, as the rest of a sentence; <c>null</c> when it is as the template says.</returns>
    /// <exception cref="AwsRefusal">It is not there, or may not be looked at.</exception>
    public Task<string?> LookAsync(ExpectedResource resource, string id, CancellationToken cancellation) => resource.Type switch
    {
        "AWS::ApiGateway::RestApi" => ApiAsync($"/restapis/{id}", resource, cancellation),
        "AWS::ApiGatewayV2::Api" => ApiAsync($"/v2/apis/{id}", resource, cancellation),
        "AWS::CloudWatch::Alarm" => AlarmAsync(id, cancellation),
        "AWS::CloudWatch::Dashboard" => ThereAsync("monitoring", "2010-08-01", "GetDashboard", ("DashboardName", id), cancellation),
        "AWS::DynamoDB::Table" => TableAsync(id, cancellation),
        "AWS::IAM::Role" => RoleAsync(resource, id, cancellation),
        "AWS::Lambda::Function" => FunctionAsync(resource, id, cancellation),
        "AWS::Lambda::Permission" => PermissionAsync(resource, cancellation),
        "AWS::Logs::LogGroup" => LogGroupAsync(resource, id, cancellation),
        "AWS::S3::Bucket" => BucketAsync(id, resource.Node("WebsiteConfiguration") is null ? "location" : "website", cancellation),
        "AWS::S3::BucketPolicy" => BucketAsync(idOf(resource.Reference("Bucket") ?? ""), "policy", cancellation),
        "AWS::SNS::Topic" => ThereAsync("sns", "2010-03-31", "GetTopicAttributes", ("TopicArn", id), cancellation),
        _ => Task.FromResult<string?>(null),
    };

    private async Task<string?> AlarmAsync(string name, CancellationToken cancellation)
    {
        var answer = await aws.QueryAsync("monitoring", "2010-08-01", "DescribeAlarms", [("AlarmNames.member.1", name)], cancellation).ConfigureAwait(false);
        return answer.Descendants("AlarmName").Any(n => n.Value == name) ? null : $"is missing: there is no alarm {name}";
    }

    private async Task<string?> ThereAsync(string service, string version, string action, (string Name, string Value) named, CancellationToken cancellation)
    {
        await aws.QueryAsync(service, version, action, [named], cancellation).ConfigureAwait(false);
        return null;
    }

    private async Task<string?> ApiAsync(string path, ExpectedResource resource, CancellationToken cancellation)
    {
        await GetAsync("apigateway", path, cancellation).ConfigureAwait(false);
        if (resource.Text("StageName") is { } stage) await GetAsync("apigateway", $"{path}/stages/{stage}", cancellation).ConfigureAwait(false);
        return null;
    }

    private async Task<string?> TableAsync(string name, CancellationToken cancellation)
    {
        var table = await Tables.DescribeAsync(aws, name, cancellation).ConfigureAwait(false);
        return Text(table, "TableStatus") is "ACTIVE" or "UPDATING" ? null : $"is {Text(table, "TableStatus")}";
    }

    private async Task<string?> RoleAsync(ExpectedResource resource, string name, CancellationToken cancellation)
    {
        await aws.QueryAsync("iam", "2010-05-08", "GetRole", [("RoleName", name)], cancellation).ConfigureAwait(false);
        var list = await aws.QueryAsync("iam", "2010-05-08", "ListRolePolicies", [("RoleName", name)], cancellation).ConfigureAwait(false);
        var there = list.Element("PolicyNames")?.Elements("member").Select(m => m.Value).ToHashSet() ?? [];
        var wanted = (resource.Node("Policies") as YamlSequenceNode)?.OfType<YamlMappingNode>().Select(p => new ExpectedResource("", "", p).Text("PolicyName")).OfType<string>() ?? [];
        return wanted.FirstOrDefault(w => !there.Contains(w)) is { } missing ? $"has no policy {missing}" : null;
    }

    private async Task<string?> FunctionAsync(ExpectedResource resource, string name, CancellationToken cancellation)
    {
        var pace = new Pace(time);
        while (true)
        {
            var function = await GetAsync("lambda", $"/2015-03-31/functions/{Uri.EscapeDataString(name)}/configuration", cancellation).ConfigureAwait(false);
            switch (Text(function, "State"))
            {
                case "Pending":
                    await pace.WaitAsync(cancellation).ConfigureAwait(false);
                    continue;
                case "Active" or "Inactive" or "":
                    return Difference(resource, function);
                case var state:
                    return $"is {state}: {Text(function, "StateReason")}";
            }
        }
    }

    private string? Difference(ExpectedResource resource, JsonElement function)
    {
        if (resource.Text("Handler") is { } handler && handler != Text(function, "Handler")) return $"has the handler {Text(function, "Handler")} instead of {handler}";
        var sha256 = Convert.ToHexStringLower(Convert.FromBase64String(Text(function, "CodeSha256")));
        return packageSha256.Length == 0 || sha256 == packageSha256 ? null : $"runs another package ({sha256[..Math.Min(12, sha256.Length)]}) than was uploaded";
    }

    private async Task<string?> PermissionAsync(ExpectedResource resource, CancellationToken cancellation)
    {
        var function = idOf(resource.Reference("FunctionName") ?? "");
        var answer = await GetAsync("lambda", $"/2015-03-31/functions/{Uri.EscapeDataString(function)}/policy", cancellation).ConfigureAwait(false);
        return resource.Text("Principal") is { } principal && !Text(answer, "Policy").Contains($"\"{principal}\"", StringComparison.Ordinal)
            ? $"is missing: the policy of {function} does not name {principal}"
            : null;
    }

    private async Task<string?> LogGroupAsync(ExpectedResource resource, string name, CancellationToken cancellation)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["logGroupNamePrefix"] = name }, ProbeJson.Default.JsonObject);
        var answer = JsonDocument.Parse((await aws.JsonAsync("logs", "Logs_20140328.DescribeLogGroups", body, cancellation).ConfigureAwait(false)).Body).RootElement;
        var groups = answer.TryGetProperty("logGroups", out var list) ? list.EnumerateArray() : default;
        var found = groups.FirstOrDefault(g => Text(g, "logGroupName") == name);
        if (found.ValueKind == JsonValueKind.Undefined) return $"is missing: there is no log group {name}";
        var kept = found.TryGetProperty("retentionInDays", out var days) ? days.GetRawText() : "for ever";
        return resource.Text("RetentionInDays") is { } wanted && wanted != kept ? $"keeps its lines {kept} instead of {wanted} days" : null;
    }

    private async Task<string?> BucketAsync(string bucket, string aspect, CancellationToken cancellation)
    {
        await aws.SendAsync(new AwsCall("s3", HttpMethod.Get, $"/{bucket}?{aspect}"), cancellation).ConfigureAwait(false);
        return null;
    }

    private async Task<JsonElement> GetAsync(string service, string path, CancellationToken cancellation)
    {
        var answer = await aws.SendAsync(new AwsCall(service, HttpMethod.Get, path), cancellation).ConfigureAwait(false);
        return JsonDocument.Parse(answer.Body).RootElement;
    }

    private static string Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : "";
}
