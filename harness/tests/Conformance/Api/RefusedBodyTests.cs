using System.Text;
using TaskTracker.Conformance.Stack;

namespace TaskTracker.Conformance.Api;

[Parity("product/bodies", Evidence.Unverified, "the product's own contract: 400 with a message that names the field")]
public sealed class RefusedBodyTests(StackUnderTest stack)
{
    /// <summary>Why; the body; what the message must name.</summary>
    public static TheoryData<string, string, string> Bodies => new()
    {
        { "no body", "", "body" },
        { "blanks alone", " \r\n", "body" },
        { "no JSON", "Title=x", "body" },
        { "an object that does not end", """{"Title":"x" """, "body" },
        { "a text that does not end", """{"Title":"x""", "body" },
        { "a comma too many", """{"Title":"x",}""", "body" },
        { "the wrong quotes", "{'Title':'x'}", "body" },
        { "a comment", """{"Title":"x"/* why */}""", "body" },
        { "two values", """{"Title":"x"}{"Title":"y"}""", "body" },
        { "a line feed inside a text", "{\"Title\":\"a\nb\"}", "body" },
        { "half a pair of surrogates", """{"Title":"\ud83d"}""", "Title" },
        { "an array", """[{"Title":"x"}]""", "body" },
        { "a text", "\"Title\"", "body" },
        { "null", "null", "body" },
        { "an unknown field", """{"Title":"x","Priority":"high"}""", "Priority" },
        { "an unknown field without a title", """{"Priority":"high"}""", "Priority" },
        { "a field in another case", """{"Title":"x","description":"d"}""", "description" },
        { "a field that the server sets: the id", """{"Title":"x","TaskId":"3f2504e0-4f89-41d3-9a0c-0305e82c3301"}""", "TaskId" },
        { "a field that the server sets: the first time", """{"Title":"x","CreatedAt":"2025-12-27T16:35:00Z"}""", "CreatedAt" },
        { "a field that the server sets: the last time", """{"Title":"x","UpdatedAt":"2025-12-27T16:35:00Z"}""", "UpdatedAt" },
        { "a number for a title", """{"Title":1}""", "Title" },
        { "null for a title", """{"Title":null}""", "Title" },
        { "an array for a title", """{"Title":["x"]}""", "Title" },
        { "an object for a title", """{"Title":{"S":"x"}}""", "Title" },
        { "a truth for a title", """{"Title":true}""", "Title" },
        { "a number for a description", """{"Title":"x","Description":0}""", "Description" },
        { "null for a description", """{"Title":"x","Description":null}""", "Description" },
        { "an array for a description", """{"Title":"x","Description":[]}""", "Description" },
        { "a number for a status", """{"Title":"x","Status":0}""", "Status" },
        { "null for a status", """{"Title":"x","Status":null}""", "Status" },
        { "no status", """{"Title":"x","Status":""}""", "Status" },
        { "a status in another case", """{"Title":"x","Status":"open"}""", "Status" },
        { "a status in other words", """{"Title":"x","Status":"Done"}""", "Status" },
        { "a status without its blank", """{"Title":"x","Status":"InProgress"}""", "Status" },
    };

    /// <summary>Why; the bytes; a content type that makes them travel to the function as they are, in base64.</summary>
    public static TheoryData<string, byte[], string> NotText => new()
    {
        { "Latin-1 as bytes", Encoding.Latin1.GetBytes("""{"Title":"Grüße"}"""), "application/octet-stream" },
        { "UTF-16 with its mark", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("""{"Title":"x"}""")], "application/octet-stream" },
        { "a picture", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0xFF, 0xFE], "image/png" },
        { "an overlong form", [.. "{\"Title\":\""u8, 0xC0, 0xAF, .. "\"}"u8], "application/octet-stream" },
        { "a surrogate in UTF-8", [.. "{\"Title\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8], "application/octet-stream" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task No_task_is_created_from(string why, string body, string named)
    {
        var answer = await stack.Api.PostAsync(body);

        Assert.NotEmpty(why);
        Refused.Naming(answer, named);
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task No_task_is_changed_by(string why, string body, string named)
    {
        var task = await stack.Api.CreateAsync("As it was", "in every field");

        var answer = await stack.Api.PutAsync(task.TaskId, body);

        Assert.NotEmpty(why);
        Refused.Naming(answer, named);
        Assert.Equal(task, TaskShown.From((await stack.Api.GetAsync(task.TaskId)).Json));
    }

    [Theory]
    [MemberData(nameof(NotText))]
    public async Task Bytes_that_are_no_UTF_8_are_refused(string why, byte[] body, string contentType)
    {
        Assert.SkipUnless(stack.Deployed.HasHttpApi, "A REST API without binary media types hands every body on as text.");

        var answer = await stack.Api.SendAsync("POST", "/tasks", body, contentType);

        Assert.NotEmpty(why);
        Refused.Naming(answer, "UTF-8");
    }

    /// <remarks>API Gateway hands bodies of this type on as text: no source says what it makes of bytes that are none.</remarks>
    [Fact]
    public async Task Bytes_that_are_no_UTF_8_are_never_guessed_at()
    {
        var answer = await stack.Api.SendAsync("POST", "/tasks", Encoding.Latin1.GetBytes("""{"Title":"Grüße"}"""), "application/json");

        if (answer.Status == 201)
            Assert.Equal("Gr\uFFFD\uFFFDe", TaskShown.From(answer.Json.GetProperty("data")).Title);
        else
            Refused.Naming(answer, "UTF-8");
    }

    [Fact]
    public async Task A_request_without_a_body_is_refused()
    {
        var answer = await stack.Api.SendAsync("POST", "/tasks");

        Refused.Naming(answer, "body");
    }
}
