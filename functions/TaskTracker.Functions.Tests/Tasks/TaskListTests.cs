using System.Text;
using System.Text.Json;
using TaskTracker.Functions.Http;
using TaskTracker.Functions.Tasks;

namespace TaskTracker.Functions.Tests.Tasks;

public sealed class TaskListTests
{
    private static readonly Envelope Envelope = new("*");

    [Fact]
    public void An_empty_list_is_an_empty_array()
    {
        using var list = new TaskList();

        Assert.Equal(2, list.LengthInsideString);
        Assert.Equal("[]", Encoding.UTF8.GetString(list.ToBody().Span));
    }

    [Theory]
    [InlineData("letters", "abc")]
    [InlineData("quotes and backslashes", "\"\\\"\\")]
    [InlineData("control characters", "\0\u001f\n\t\u007f\u0085\u2028\u2029")]
    [InlineData("beyond ASCII", "é☕漢字")]
    [InlineData("beyond the basic plane", "😀𝒳\U000F0000")]
    [InlineData("private, unassigned, byte order mark", "\uE000\u0378\uFFFE\uFEFF")]
    [InlineData("HTML", "<script>&'`+</script>")]
    public void Its_length_is_the_one_it_has_inside_the_envelope(string why, string text)
    {
        using var list = new TaskList();
        list.Add(new TrackedTask("1", text, text, text, text, text));
        list.Add(new TrackedTask("2", text, text, text, text, text));

        var payload = Envelope.Write(new ApiResponse(200, list.ToBody(), EntityTag: EntityTag.OfNothing), "r1");

        Assert.True(Envelope.MaximumBytes - Envelope.RoomForBody("r1", null) + list.LengthInsideString == payload.Length, why);
    }

    [Fact]
    public void What_was_removed_is_not_in_the_body()
    {
        using var list = new TaskList();
        list.Add(new TrackedTask("1", "first", "", "Open", "", ""));
        var length = list.LengthInsideString;
        list.Add(new TrackedTask("2", "second", "", "Open", "", ""));

        list.RemoveLast();

        using var body = JsonDocument.Parse(list.ToBody());
        Assert.Equal("1", Assert.Single(body.RootElement.EnumerateArray()).GetProperty("TaskId").GetString());
        Assert.Equal((length, "1"), (list.LengthInsideString, list.LastTaskId));
    }
}
