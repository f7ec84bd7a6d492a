using System.Text.Json;
using TaskTracker.Deployment.Wire;

namespace TaskTracker.Deployment.Functions;

/// <summary>What a deployed function is told when it starts.</summary>
public sealed record FunctionSettings(string Handler, IReadOnlyDictionary<string, string> Variables)
{
    /// <exception cref="AwsRefusal">There is no such function.</exception>
    /// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html</remarks>
    public static async Task<FunctionSettings> ReadAsync(AwsApi aws, string function, CancellationToken cancellation)
    {
        var answer = await aws.SendAsync(new AwsCall("lambda", HttpMethod.Get, $"/2015-03-31/functions/{Uri.EscapeDataString(function)}/configuration"), cancellation).ConfigureAwait(false);
        using var document = JsonDocument.Parse(answer.Body);
        var root = document.RootElement;
        var variables = root.TryGetProperty("Environment", out var environment) && environment.TryGetProperty(nameof(Variables), out var given)
            ? given.EnumerateObject().ToDictionary(v => v.Name, v => v.Value.GetString() ?? "")
            : [];
        return new FunctionSettings(root.GetProperty(nameof(Handler)).GetString() ?? "", variables);
    }
}
