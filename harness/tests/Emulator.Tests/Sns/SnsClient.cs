using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace TaskTracker.Emulation.Tests.Sns;

/// <summary>Calls of SNS, and the inbox.</summary>
internal static class SnsClient
{
    public const string Prefix = "arn:aws:sns:us-east-1:000000000000:";

    public static Task<HttpAnswer> SendAsync(this SignedHttp http, string action, params (string Name, string Value)[] parameters) =>
        http.QueryAsync("sns", "2010-03-31", action, parameters);

    /// <summary>The answer's result, without its namespace.</summary>
    public static async Task<XElement> SnsAsync(this SignedHttp http, string action, params (string Name, string Value)[] parameters)
    {
        var answer = await http.SendAsync(action, parameters);
        Assert.True(answer.Status == 200, answer.Body);
        return XElement.Parse(answer.Body.Replace(" xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"", "", StringComparison.Ordinal));
    }

    public static string Text(this XElement answer, string element) => answer.Descendants(element).First().Value;

    /// <summary>Newest first.</summary>
    public static async Task<IReadOnlyList<JsonNode>> InboxAsync(this EmulatorFixture emulator)
    {
        using var http = new HttpClient { BaseAddress = emulator.Endpoint };
        var answer = JsonNode.Parse(await http.GetStringAsync(new Uri("/_tasktracker/inbox", UriKind.Relative), TestContext.Current.CancellationToken));
        return [.. (answer?["notifications"]?.AsArray() ?? []).OfType<JsonNode>()];
    }

    /// <summary>The newest message to a topic.</summary>
    public static async Task<JsonNode> NewestAsync(this EmulatorFixture emulator, string topicArn) => (await emulator.InboxAsync()).First(n => $"{n["topicArn"]}" == topicArn);
}
