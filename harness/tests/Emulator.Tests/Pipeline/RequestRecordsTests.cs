using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.Pipeline;

public sealed class RequestRecordsTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    [Fact]
    public async Task Records_can_be_followed_without_a_gap_or_a_repetition()
    {
        await CallAsync(3);
        var next = Next(await ListAsync("limit=1"));
        await CallAsync(5);

        var first = await ListAsync($"since={next}&limit=2");
        var rest = await ListAsync($"since={Next(first)}");
        await CallAsync(1);
        var after = await ListAsync($"since={Next(rest)}");

        Assert.Equal([2, 3, 1], new[] { first, rest, after }.Select(page => Ids(page).Count));
        Assert.Equal(6, new[] { first, rest, after }.SelectMany(Ids).Distinct().Count());
        Assert.Empty(Ids(await ListAsync($"since={Next(after)}")));
    }

    [Fact]
    public async Task Records_since_a_place_come_oldest_first()
    {
        var next = Next(await ListAsync("limit=1"));
        await CallAsync(3);

        var followed = Ids(await ListAsync($"since={next}"));
        var newest = Ids(await ListAsync("limit=3"));

        Assert.Equal(newest.Reverse(), followed);
    }

    private static long Next(JsonNode page) => page["next"]?.GetValue<long>() ?? throw new InvalidDataException("There is no 'next'.");

    private static IReadOnlyList<string> Ids(JsonNode page) => [.. (page["requests"]?.AsArray() ?? []).Select(r => r?["id"]?.GetValue<string>() ?? "")];

    /// <summary>Calls that are refused are recorded, too.</summary>
    private async Task CallAsync(int count)
    {
        using var http = new HttpClient { BaseAddress = emulator.Endpoint };
        for (var i = 0; i < count; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent("{}") };
            request.Headers.Add("X-Amz-Target", "DynamoDB_20120810.ListTables");
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        }
    }

    private async Task<JsonNode> ListAsync(string query)
    {
        using var http = new HttpClient { BaseAddress = emulator.Endpoint };
        var text = await http.GetStringAsync(new Uri("/_tasktracker/requests?" + query, UriKind.Relative), TestContext.Current.CancellationToken);
        return JsonNode.Parse(text) ?? throw new InvalidDataException("null");
    }
}
