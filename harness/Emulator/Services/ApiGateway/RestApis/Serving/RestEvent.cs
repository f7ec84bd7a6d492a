using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis.Serving;

/// <summary>The event that a function behind a REST API gets: paths and variables as they stood in the URL, null for what a request does not have.</summary>
/// <remarks>Source: events recorded from AWS in LocalStack's test_apigateway_lambda.snapshot.json, test_lambda_aws_proxy_integration, of 10 July 2024.</remarks>
internal static class RestEvent
{
    public static void Write(Utf8JsonWriter json, RestCall call)
    {
        var request = call.Request;
        json.WriteStartObject();
        json.WriteString("resource"u8, call.Resource?.Path);
        json.WriteString("path"u8, call.PathInStage);
        json.WriteString("httpMethod"u8, request.Method);
        var headers = EventHeaders.Of(call, StringComparer.Ordinal, hasLength: false);
        json.WritePropertyName("headers"u8);
        EventHeaders.WriteLast(json, headers);
        json.WritePropertyName("multiValueHeaders"u8);
        EventHeaders.WriteAll(json, headers);
        EventQuery.WriteLastAndAll(json, request);
        json.WritePropertyName("pathParameters"u8);
        if (call.Resource is { HasVariables: true } resource) resource.WriteVariables(json, call.PathInStage);
        else json.WriteNullValue();
        EventStage.WriteVariables(json, call.Stage.Variables);
        WriteContext(json, call);
        WriteBody(json, request, call.Stage.BinaryTypes.Match(request.Headers.ContentType.ToString()));
        json.WriteEndObject();
    }

    private static void WriteContext(Utf8JsonWriter json, RestCall call)
    {
        json.WriteStartObject("requestContext"u8);
        json.WriteString("resourceId"u8, call.Resource?.Id);
        json.WriteString("resourcePath"u8, call.Resource?.Path);
        json.WriteString("httpMethod"u8, call.Request.Method);
        json.WriteString("extendedRequestId"u8, call.ExtendedRequestId);
        Span<char> time = stackalloc char[ApiCall.TimeLength];
        call.FormatTime(time);
        json.WriteString("requestTime"u8, time);
        json.WriteString("path"u8, call.Path);
        json.WriteString("accountId"u8, call.Scope.Account);
        json.WriteString("protocol"u8, "HTTP/1.1"u8);
        json.WriteString("stage"u8, call.Stage.Name);
        json.WriteString("domainPrefix"u8, call.Api.Id);
        json.WriteNumber("requestTimeEpoch"u8, call.Now.ToUnixTimeMilliseconds());
        json.WriteString("requestId"u8, call.RequestId);
        EventIdentity.Write(json, call, hasCognitoAmr: false);
        json.WriteString("domainName"u8, call.DomainName);
        json.WriteString("deploymentId"u8, call.Stage.DeploymentId);
        json.WriteString("apiId"u8, call.Api.Id);
        json.WriteEndObject();
    }

    /// <summary>Text, whatever it is, unless the API calls its type binary.</summary>
    private static void WriteBody(Utf8JsonWriter json, AwsRequest request, bool isBinary)
    {
        var body = request.Body.Span;
        if (body.IsEmpty) json.WriteNull("body"u8);
        else if (isBinary) json.WriteBase64String("body"u8, body);
        else if (Utf8.IsValid(body)) json.WriteString("body"u8, body);
        else json.WriteString("body"u8, Encoding.UTF8.GetString(body));
        json.WriteBoolean("isBase64Encoded"u8, isBinary && !body.IsEmpty);
    }
}
