namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <summary>Where Lambda's wire has what hangs on a function.</summary>
internal static class LambdaPaths
{
    /// <param name="function">Name or ARN.</param>
    public static string Function(string function) => "/2015-03-31/functions/" + Uri.EscapeDataString(function);

    public static string Provisioned(string function) => $"/2019-09-30/functions/{Uri.EscapeDataString(function)}/provisioned-concurrency";

    public static string EventInvoke(string function) => $"/2019-09-25/functions/{Uri.EscapeDataString(function)}/event-invoke-config";

    public static string Url(string function) => $"/2021-10-31/functions/{Uri.EscapeDataString(function)}/url";

    public static string Qualifier(string? qualifier) => qualifier is null ? "" : "Qualifier=" + Uri.EscapeDataString(qualifier);

    /// <summary>Removes what may be gone already.</summary>
    public static async Task DeleteAsync(ResourceTask task, string path, string query, CancellationToken cancellation)
    {
        try
        {
            await task.Wire.RestAsync("lambda", "DELETE", path, body: null, cancellation, query).ConfigureAwait(false);
        }
        catch (ServiceRefusal gone) when (gone.IsNotFound)
        {
        }
    }
}
