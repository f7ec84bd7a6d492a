using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <summary>The property <c>ProvisionedConcurrencyConfig</c> of versions and aliases.</summary>
internal static class LambdaProvisioned
{
    public const string Name = "ProvisionedConcurrencyConfig";

    public static readonly Shape Shape = Resources.Shape.Object(new Property("ProvisionedConcurrentExecutions", Resources.Shape.AsInteger, IsRequired: true));

    /// <summary>Brings what is kept ready in line with the property, and waits until it is.</summary>
    public static async Task SetAsync(ResourceTask task, string function, string qualifier, CancellationToken cancellation)
    {
        var (path, query) = (LambdaPaths.Provisioned(function), LambdaPaths.Qualifier(qualifier));
        if (task.Properties.Node(Name) is not JsonObject config)
        {
            await LambdaPaths.DeleteAsync(task, path, query, cancellation).ConfigureAwait(false);
            return;
        }

        await task.Wire.RestAsync("lambda", "PUT", path, config, cancellation, query).ConfigureAwait(false);
        await Stabilization.WaitAsync(async () =>
        {
            var shown = await task.Wire.RestAsync("lambda", "GET", path, body: null, cancellation, query).ConfigureAwait(false);
            var status = shown["Status"]?.ToString();
            return status != "FAILED" ? status == "READY" : throw ResourceFailure.NotStabilized(shown["StatusReason"]?.ToString() ?? "");
        }, $"The provisioned concurrency of {function}:{qualifier}", cancellation).ConfigureAwait(false);
    }
}
