using System.Text.Json;
using TaskTracker.Emulation.Services.ApiGateway.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.HttpApis.Serving;

/// <summary>The event of payload format 2.0. What a request does not have is absent; paths are decoded.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html, and events recorded from AWS.</remarks>
internal static class EventV2
{
    public static void Write(Utf8JsonWriter json, GatewayCall call)
    {
        var request = call.Request;
        json.WriteStartObject();
        json.WriteString("version"u8, "2.0"u8);
        json.WriteString("routeKey"u8, call.Route.Key.Text);
        json.WriteString("rawPath"u8, call.DecodedPath);
        json.WriteString("rawQueryString"u8, request.RawQuery);
        EventHeaders.WriteCookies(json, request.Headers.Cookie);
        json.WritePropertyName("headers"u8);
        EventHeaders.WriteJoined(json, EventHeaders.Of(call, StringComparer.OrdinalIgnoreCase));
        if (request.RawQuery.Length > 0 && request.Query.Pairs.Count > 0)
        {
            json.WritePropertyName("queryStringParameters"u8);
            EventQuery.WriteJoined(json, request.Query);
        }

        WriteContext(json, call);
        if (PathParameters.Any(call.Route))
        {
            json.WritePropertyName("pathParameters"u8);
            PathParameters.Write(json, call.Route, call.PathInStage);
        }

        if (call.Stage.Variables is { } variables)
        {
            json.WriteStartObject("stageVariables"u8);
            foreach (var (name, value) in variables) json.WriteString(name, value);
            json.WriteEndObject();
        }

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
        json.WriteStartObject("http"u8);
        json.WriteString("method"u8, call.Request.Method);
        json.WriteString("path"u8, call.DecodedPath);
        json.WriteString("protocol"u8, "HTTP/1.1"u8);
        json.WriteString("sourceIp"u8, call.SourceIp);
        json.WriteString("userAgent"u8, call.UserAgent);
        json.WriteEndObject();
        json.WriteString("requestId"u8, call.RequestId);
        json.WriteString("routeKey"u8, call.Route.Key.Text);
        json.WriteString("stage"u8, call.Stage.Name);
        Span<char> time = stackalloc char[GatewayCall.TimeLength];
        call.FormatTime(time);
        json.WriteString("time"u8, time);
        json.WriteNumber("timeEpoch"u8, call.Now.ToUnixTimeMilliseconds());
        json.WriteEndObject();
    }
}
