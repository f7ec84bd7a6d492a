using System.Xml.Linq;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <summary>Calls of SNS, and what its resource types have in common.</summary>
internal static class SnsWire
{
    public static Task<XElement> CallAsync(ResourceTask task, string action, CancellationToken cancellation, params IEnumerable<(string, string?)> parameters) =>
        task.Wire.QueryAsync("sns", "2010-03-31", action, parameters, cancellation);

    public static string Of(XElement answer, string element) => answer.Descendants().First(e => e.Name.LocalName == element).Value;

    /// <returns>The subscription's ARN.</returns>
    public static async Task<string> SubscribeAsync(ResourceTask task, string topicArn, PropertyReader wanted, CancellationToken cancellation)
    {
        var raw = wanted.Flag("RawMessageDelivery");
        var answer = await CallAsync(task, "Subscribe", cancellation,
            ("TopicArn", topicArn), ("Protocol", wanted.Required("Protocol")), ("Endpoint", wanted.Text("Endpoint")), ("ReturnSubscriptionArn", "true"),
            ("Attributes.entry.1.key", raw is null ? null : "RawMessageDelivery"), ("Attributes.entry.1.value", raw is null ? null : raw.Value ? "true" : "false")).ConfigureAwait(false);
        return Of(answer, "SubscriptionArn");
    }
}
