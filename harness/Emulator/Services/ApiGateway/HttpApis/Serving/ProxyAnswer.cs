using System.Text.Json;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.HttpApis.Serving;

/// <summary>Turns what a function returned into the answer for the client.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.response, and answers recorded from AWS.</remarks>
internal static class ProxyAnswer
{
    private const string Json = "application/json";
    private const string Text = "text/plain; charset=utf-8";

    /// <returns>What is wrong with it, for the log; <c>null</c> when the answer is written.</returns>
    public static string? Write(ReadOnlyMemory<byte> returned, PayloadFormat format, CorsPolicy? cors, AwsResponse answer)
    {
        if (ProxyResponse.Find(returned.Span) is { } response) return Write(returned.Span, response, format, cors, answer);
        if (format == PayloadFormat.V1) return "format 1.0 needs a JSON object with a statusCode";
        answer.Status = 200;
        answer.Headers.ContentType = Json;
        if (!ProxyBody.TryWriteText(returned.Span, answer)) answer.Share(returned);
        return null;
    }

    private static string? Write(ReadOnlySpan<byte> returned, ProxyResponse response, PayloadFormat format, CorsPolicy? cors, AwsResponse answer)
    {
        if (response.Status is not { } status) return "statusCode is no whole number from 200 to 599";
        answer.Status = status;
        var headers = new AnswerHeaders(answer.Headers, cors is null ? HeaderNames.Plain : HeaderNames.BesideCors);
        var problem = headers.AddSingle(returned, response.Headers)
            ?? (format == PayloadFormat.V1 ? headers.AddMany(returned, response.MultiValueHeaders) : headers.AddCookies(returned, response.Cookies))
            ?? WriteBody(returned, response, answer);
        if (problem is not null) return problem;
        if (answer.Headers.ContentType.Count == 0 && status is not (204 or 304)) answer.Headers.ContentType = Text;
        return null;
    }

    private static string? WriteBody(ReadOnlySpan<byte> returned, ProxyResponse response, AwsResponse answer)
    {
        if (response.IsBase64 is not { } isBase64) return "isBase64Encoded is no boolean";
        if (response.Body.IsAbsent) return null;
        if (response.Body.Type != JsonTokenType.String) return "body is no string";
        var body = response.Body.In(returned);
        if (!isBase64) return ProxyBody.TryWriteText(body, answer) ? null : "body is no string";
        var json = new Utf8JsonReader(body);
        json.Read();
        if (!json.TryGetBytesFromBase64(out var bytes)) return "body is no base64, and isBase64Encoded is set";
        answer.Share(bytes);
        return null;
    }
}
