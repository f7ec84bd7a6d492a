using System.Text.Json;
using TaskTracker.Emulation.Services.ApiGateway.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.HttpApis.Serving;

/// <summary>The event of payload format 1.0. What a request does not have is null; the path is as sent, the one in the context decoded.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html, and events recorded from AWS.</remarks>
internal static class EventV1
{
    public static void Write(Utf8JsonWriter json, GatewayCall call)
    {
        var request = call.Request;
        json.WriteStartObject();
        json.WriteString("version"u8, "1.0"u8);
        json.WriteString("resource"u8, call.Route.Key.Path);
        json.WriteString("path"u8, call.Path);
        json.WriteString("httpMethod"u8, request.Method);
        var headers = EventHeaders.Of(call, StringComparer.Ordinal);
        json.WritePropertyName("headers"u8);
        EventHeaders.WriteLast(json, headers);
        json.WritePropertyName("multiValueHeaders"u8);
        EventHeaders.WriteAll(json, headers);
        EventQuery.WriteLastAndAll(json, call.Request);
        WriteContext(json, call);
        json.WritePropertyName("pathParameters"u8);
        if (PathParameters.Any(call.Route)) PathParameters.Write(json, call.Route, call.PathInStage);
        else json.WriteNullValue();
        EventStage.WriteVariables(json, call.Stage.Variables);
        if (request.Body.IsEmpty) json.WriteNull("body"u8);
        EventBody.Write(json, request);
        json.WriteEndObject();
    }

    private static void WriteContext(Utf8JsonWriter json, GatewayCall call)
    {
        json.WriteStartObject("requestContext"u8);
        json.WriteString("accountId"u8, call.Scope.Account);
        json.WriteString("apiId"u8, call.Api.Id);
        json.WriteString("domainName"u8, call.DomainName);
        json.WriteString("domainPrefix"u8, call.Api.Id);
        json.WriteString("extendedRequestId"u8, call.RequestId);
        json.WriteString("httpMethod"u8, call.Request.Method);
        EventIdentity.Write(json, call, hasCognitoAmr: true);
        json.WriteString("path"u8, call.DecodedPath);
        json.WriteString("protocol"u8, "HTTP/1.1"u8);
        json.WriteString("requestId"u8, call.RequestId);
        Span<char> time = stackalloc char[GatewayCall.TimeLength];
        call.FormatTime(time);
        json.WriteString("requestTime"u8, time);
        json.WriteNumber("requestTimeEpoch"u8, call.Now.ToUnixTimeMilliseconds());
        json.WriteString("resourceId"u8, call.Route.Key.Text);
        json.WriteString("resourcePath"u8, call.Route.Key.Path);
        json.WriteString("stage"u8, call.Stage.Name);
        json.WriteEndObject();
    }
}
