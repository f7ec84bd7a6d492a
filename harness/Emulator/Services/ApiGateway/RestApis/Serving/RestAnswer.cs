using System.Text.Json;
using TaskTracker.Emulation.Services.ApiGateway.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis.Serving;

/// <summary>Turns what a function returned into the answer for the client.</summary>
/// <remarks>
/// Sources: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format,
/// and answers of AWS recorded in LocalStack's test_aws_proxy_response_payload_format_validation.
/// </remarks>
internal static class RestAnswer
{
    /// <returns>What is wrong with it, for the log; <c>null</c> when the answer is written.</returns>
    public static string? Write(ReadOnlySpan<byte> returned, RestCall call)
    {
        var answer = call.Exchange.Response;
        if (ProxyResponse.FindStrict(returned) is not { } response) return "a REST API needs a JSON object with statusCode, headers, multiValueHeaders, body and isBase64Encoded alone";
        if (response.Status is not { } status) return "statusCode is no whole number from 200 to 599";
        answer.Status = status;
        var headers = new AnswerHeaders(answer.Headers, RestHeaderNames.Passed);
        var problem = headers.AddMany(returned, response.MultiValueHeaders) ?? headers.AddSingle(returned, response.Headers, merges: true) ?? WriteBody(returned, response, call);
        if (problem is not null) return problem;
        if (answer.Headers.ContentType.Count == 0) answer.Headers.ContentType = "application/json";
        return null;
    }

    private static string? WriteBody(ReadOnlySpan<byte> returned, ProxyResponse response, RestCall call)
    {
        var answer = call.Exchange.Response;
        if (response.IsBase64 is not { } isBase64) return "isBase64Encoded is no boolean";
        if (response.Body.IsAbsent) return null;
        if (response.Body.Type != JsonTokenType.String) return "body is no string";
        var body = response.Body.In(returned);
        if (isBase64 && call.Stage.BinaryTypes.Match(call.Request.Headers.Accept.ToString()))
        {
            var json = new Utf8JsonReader(body);
            json.Read();
            if (!json.TryGetBytesFromBase64(out var bytes)) return "body is no base64, and isBase64Encoded is set";
            answer.Share(bytes);
            return null;
        }

        return ProxyBody.TryWriteText(body, answer) ? null : "body is no string";
    }
}
