using System.Text;
using TaskTracker.Functions.Http;

namespace TaskTracker.Functions.Tests.Http;

public sealed class EnvelopeTests
{
    private readonly Envelope _envelope = new("https://tasks.example.com");

    [Fact]
    public void An_answer_carries_its_body_as_a_string_and_the_headers()
    {
        var payload = _envelope.Write(new ApiResponse(200, """{"a":"☕\"\n"}"""u8.ToArray(), "t1"), "r1");

        Assert.Equal(
            """{"statusCode":200,"headers":{"Content-Type":"application/json","Access-Control-Allow-Origin":"https://tasks.example.com","Access-Control-Expose-Headers":"ETag,X-Next-Token,X-Request-Id","X-Request-Id":"r1","X-Next-Token":"t1"},"body":"{\"a\":\"☕\\\"\\n\"}"}""",
            Encoding.UTF8.GetString(payload.Span));
    }

    [Fact]
    public void An_answer_without_a_body_has_no_content_type()
    {
        var payload = _envelope.Write(ApiResponse.NoContent, "r1");

        Assert.Equal(
            """{"statusCode":204,"headers":{"Access-Control-Allow-Origin":"https://tasks.example.com","Access-Control-Expose-Headers":"ETag,X-Next-Token,X-Request-Id","X-Request-Id":"r1"}}""",
            Encoding.UTF8.GetString(payload.Span));
    }

    [Fact]
    public void A_body_that_takes_all_the_room_makes_the_largest_payload()
    {
        var room = _envelope.RoomForBody("r1", "token");

        var payload = _envelope.Write(new ApiResponse(200, Enumerable.Repeat((byte)'0', room).ToArray(), "token", EntityTag.OfNothing), "r1");

        Assert.Equal(6_291_556, payload.Length);
    }
}
