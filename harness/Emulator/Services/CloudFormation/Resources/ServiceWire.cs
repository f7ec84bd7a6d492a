using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <summary>Calls of other services as the stack's caller, each over the service's own wire.</summary>
internal sealed class ServiceWire(CallService call, AwsScope scope, Caller caller)
{
    private const string Name = "cloudformation.amazonaws.com";

    public AwsScope Scope => scope;

    /// <summary>AWS JSON.</summary>
    /// <param name="target">The value of <c>X-Amz-Target</c>.</param>
    /// <exception cref="ServiceRefusal">The service said no.</exception>
    public async Task<JsonNode> JsonAsync(string service, string target, JsonObject body, CancellationToken cancellation)
    {
        var version = service == "logs" ? "1.1" : "1.0";
        var reply = await SendAsync(
            service, "POST", "/", "", "application/x-amz-json-" + version, body.ToJsonString(), cancellation, ("X-Amz-Target", target)).ConfigureAwait(false);
        return ParseJson(service, reply) ?? new JsonObject();
    }

    /// <summary>REST-JSON.</summary>
    public async Task<JsonNode> RestAsync(string service, string method, string path, JsonObject? body, CancellationToken cancellation, string query = "")
    {
        var reply = await SendAsync(service, method, path, query, "application/json", body?.ToJsonString() ?? "", cancellation).ConfigureAwait(false);
        return ParseJson(path.StartsWith("/v2/", StringComparison.Ordinal) ? service + "v2" : service, reply) ?? new JsonObject();
    }

    /// <summary>Query; the answer's result element.</summary>
    public async Task<XElement> QueryAsync(
        string service, string version, string action, IEnumerable<(string Name, string? Value)> parameters, CancellationToken cancellation)
    {
        var form = new StringBuilder($"Action={action}&Version={version}");
        foreach (var (name, value) in parameters.Where(p => p.Value is not null))
        {
            form.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value ?? ""));
        }
        const string ContentType = "application/x-www-form-urlencoded; charset=utf-8";
        var reply = await SendAsync(service, "POST", "/", "", ContentType, form.ToString(), cancellation).ConfigureAwait(false);
        return ParseXml(service, reply) ?? new XElement(action + "Response");
    }

    /// <summary>REST-XML, as S3 speaks it.</summary>
    public async Task<ServiceReply> S3Async(
        string method, string path, string query, string body, CancellationToken cancellation, params (string Name, string Value)[] headers)
    {
        var reply = await SendAsync("s3", method, path, query, headers.Length > 0 ? "" : "application/xml", body, cancellation, headers).ConfigureAwait(false);
        if (reply.Status >= 300) ParseXml("s3", reply);
        return reply;
    }

    private async Task<ServiceReply> SendAsync(
        string service, string method, string path, string query, string contentType, string body, CancellationToken cancellation,
        params (string Name, string Value)[] headers)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        IHeaderDictionary all = new HeaderDictionary { ContentLength = bytes.Length, ["Host"] = "localhost", ["User-Agent"] = Name };
        if (contentType.Length > 0) all.ContentType = contentType;
        foreach (var (name, value) in headers) all[name] = value;
        var request = new AwsRequest { Method = method, RawPath = path, RawQuery = query, Headers = all, Body = bytes, Via = caller.IsServiceRole ? null : Name };
        return await call(service, request, caller, cancellation).ConfigureAwait(false);
    }

    private static JsonNode? ParseJson(string service, ServiceReply reply)
    {
        var body = reply.Body.Length == 0 ? null : JsonNode.Parse(reply.Body);
        if (reply.Status < 300) return body;
        var code = reply.Headers["x-amzn-ErrorType"].ToString();
        if (code.Length == 0) code = (string?)body?["__type"] ?? "";
        var message = (string?)body?["message"] ?? (string?)body?["Message"] ?? "";
        throw Refusal(service, reply, code[(code.LastIndexOf('#') + 1)..], message);
    }

    private static XElement? ParseXml(string service, ServiceReply reply)
    {
        var root = reply.Body.Length == 0 ? null : XDocument.Parse(Encoding.UTF8.GetString(reply.Body)).Root;
        if (reply.Status < 300) return root?.Elements().FirstOrDefault(e => e.Name.LocalName.EndsWith("Result", StringComparison.Ordinal)) ?? root;
        string Of(string name) => root?.DescendantsAndSelf().FirstOrDefault(e => e.Name.LocalName == name)?.Value ?? "";
        throw Refusal(service, reply, Of("Code"), Of("Message"));
    }

    private static ServiceRefusal Refusal(string service, ServiceReply reply, string code, string message)
    {
        var requestId = reply.Headers["x-amzn-RequestId"].ToString();
        if (requestId.Length == 0) requestId = reply.Headers["x-amz-request-id"].ToString();
        if (reply.Headers["x-amz-id-2"].ToString() is { Length: > 0 } extended) requestId += ", Extended Request ID: " + extended;
        var name = service switch
        {
            "dynamodb" => "DynamoDb",
            "logs" => "CloudWatchLogs",
            "apigateway" => "ApiGateway",
            "apigatewayv2" => "ApiGatewayV2",
            "s3" => "S3",
            "cloudwatch" => "CloudWatch",
            _ => char.ToUpperInvariant(service[0]) + service[1..],
        };
        return new ServiceRefusal(name, reply.Status, code, message, requestId);
    }
}
