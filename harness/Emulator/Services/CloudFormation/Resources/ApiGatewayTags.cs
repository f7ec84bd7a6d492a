using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <summary>Tags of APIs and stages, which have operations of their own for them: in each version of the service others.</summary>
internal static class ApiGatewayTags
{
    /// <param name="resource">Path below the service, such as <c>/apis/{id}</c> or <c>/restapis/{id}</c>.</param>
    /// <param name="before"><c>null</c> for a resource that has just been made.</param>
    public static async Task ChangeAsync(ResourceTask task, string resource, PropertyReader? before, CancellationToken cancellation)
    {
        var (tags, set) = resource.StartsWith("/restapis/", StringComparison.Ordinal) ? ("/tags/", "PUT") : ("/v2/tags/", "POST");
        var path = tags + Uri.EscapeDataString(task.Scope.RegionalArn("apigateway", resource));
        var wanted = task.Properties.Tags();
        var gone = before?.Tags().Keys.Except(wanted.Keys).ToList() ?? [];
        if (gone.Count > 0)
        {
            var query = string.Join('&', gone.Select(k => "tagKeys=" + Uri.EscapeDataString(k)));
            await task.Wire.RestAsync("apigateway", "DELETE", path, body: null, cancellation, query).ConfigureAwait(false);
        }

        if (wanted.Count == 0) return;
        var given = new JsonObject(wanted.Select(t => KeyValuePair.Create(t.Key, (JsonNode?)JsonValue.Create(t.Value))));
        await task.Wire.RestAsync("apigateway", set, path, new JsonObject { ["tags"] = given }, cancellation).ConfigureAwait(false);
    }
}
