using System.Text;
using TaskTracker.Deployment.Wire;

namespace TaskTracker.Deployment.Tests.Wire;

public sealed class AwsRefusalTests
{
    /// <summary>Why, body, the header that names the type, code, message.</summary>
    public static TheoryData<string, string, string?, string, string> Refusals => new()
    {
        {
            "Query", "<ErrorResponse xmlns=\"http://cloudformation.amazonaws.com/doc/2010-05-15/\"><Error><Type>Sender</Type><Code>ValidationError</Code>"
                + "<Message>Stack with id x does not exist</Message></Error></ErrorResponse>", null, "ValidationError", "Stack with id x does not exist"
        },
        { "JSON", "{\"__type\":\"com.amazonaws.logs#ResourceNotFoundException\",\"message\":\"gone\"}", null, "ResourceNotFoundException", "gone" },
        { "REST-JSON", "{\"Type\":\"User\",\"Message\":\"Function not found\"}", "ResourceNotFoundException:http://x/", "ResourceNotFoundException", "Function not found" },
        { "a proxy's page", "<html>no", null, "HTTP 502", "its answer is a web page." },
        { "a page with a title", "<!doctype html>\n<html lang=en>\n<title>500 It&#39;s broken</title>\n<h1>…</h1>", null, "HTTP 502", "its answer is a web page, 500 It's broken." },
        { "nothing", "", null, "HTTP 502", "no message" },
        { "no object", "[1]", null, "HTTP 502", "[1]" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Code_and_message_are_found_in_every_protocol(string why, string body, string? type, string code, string message)
    {
        var headers = type is null ? [] : new Dictionary<string, string> { ["x-amzn-ErrorType"] = type };
        var answer = new AwsAnswer(502, headers, Encoding.UTF8.GetBytes(body));

        var refusal = AwsRefusal.Read(new AwsCall("x", HttpMethod.Post, "/"), answer);

        Assert.Equal((why, code, message), (why, refusal.Code, refusal.Message));
    }
}
