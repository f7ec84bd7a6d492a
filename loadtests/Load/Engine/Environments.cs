using System.Text.Json;
using TaskTracker.Deployment;
using TaskTracker.Deployment.Wire;

namespace TaskTracker.Load.Engine;

/// <summary>The functions' execution environments. A change of a function's configuration retires all of its environments, here as on AWS.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html#runtimes-lifecycle-shutdown</remarks>
internal sealed class Environments(AwsApi aws, DeploymentRecord record)
{
    private readonly Dictionary<string, string> _descriptions = [];
    private int _retired;

    /// <summary>The next call of each function is answered by a new environment.</summary>
    public async Task RetireAsync(CancellationToken cancellation)
    {
        _retired++;
        foreach (var name in record.Functions.Values)
        {
            if (!_descriptions.TryGetValue(name, out var description))
            {
                using var configuration = await ReadAsync(name, cancellation).ConfigureAwait(false);
                _descriptions[name] = description = configuration.RootElement.TryGetProperty("Description", out var text) ? text.GetString() ?? "" : "";
            }

            await DescribeAsync(name, $"{description} (cold start {_retired})".TrimStart(), cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>As they were before.</summary>
    public async Task RestoreAsync(CancellationToken cancellation)
    {
        foreach (var (name, description) in _descriptions) await DescribeAsync(name, description, cancellation).ConfigureAwait(false);
    }

    public async Task<JsonDocument> ReadAsync(string name, CancellationToken cancellation)
    {
        var answer = await aws.SendAsync(new AwsCall("lambda", HttpMethod.Get, Path(name)), cancellation).ConfigureAwait(false);
        return JsonDocument.Parse(answer.Body);
    }

    private async Task DescribeAsync(string name, string description, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        await using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("Description"u8, description);
            json.WriteEndObject();
        }

        var change = new AwsCall("lambda", HttpMethod.Put, Path(name)) { Headers = [("Content-Type", "application/json")], Body = body.ToArray() };
        await aws.SendAsync(change, cancellation).ConfigureAwait(false);
        for (var wait = TimeSpan.FromMilliseconds(10); ; wait *= 1.5)
        {
            using var configuration = await ReadAsync(name, cancellation).ConfigureAwait(false);
            if (configuration.RootElement.GetProperty("LastUpdateStatus").GetString() == "Successful") return;
            await Task.Delay(wait, TimeProvider.System, cancellation).ConfigureAwait(false);
        }
    }

    private static string Path(string name) => $"/2015-03-31/functions/{Uri.EscapeDataString(name)}/configuration";
}
