using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <summary>Calls of CloudWatch, and what its resource types have in common.</summary>
internal static class CloudWatchWire
{
    public static Task<JsonNode> CallAsync(ResourceTask task, string operation, JsonObject request, CancellationToken cancellation) =>
        task.Wire.JsonAsync("cloudwatch", "GraniteServiceVersion20100801." + operation, request, cancellation);

    /// <summary>Removes something that may be gone already.</summary>
    public static async Task RemoveAsync(ResourceTask task, string operation, JsonObject request, CancellationToken cancellation)
    {
        try
        {
            await CallAsync(task, operation, request, cancellation).ConfigureAwait(false);
        }
        catch (ServiceRefusal gone) when (gone.IsNotFound)
        {
        }
    }

    public static JsonArray Tags(IReadOnlyDictionary<string, string> tags) => new([.. tags.Select(t => new JsonObject { ["Key"] = t.Key, ["Value"] = t.Value })]);
}
