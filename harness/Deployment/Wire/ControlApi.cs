using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TaskTracker.Policies.Evaluation;

namespace TaskTracker.Deployment.Wire;

/// <summary>What an emulator tells of itself, on targets that record decisions.</summary>
public sealed class ControlApi(AwsConnection connection) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) });

    /// <returns><c>null</c> when no request has that id.</returns>
    /// <exception cref="TargetUnreachable">Nobody answers, or not as the emulator does.</exception>
    public Task<RecordedDecisions?> DecisionsAsync(string requestId, CancellationToken cancellation) =>
        GetAsync($"requests/{Uri.EscapeDataString(requestId)}/decision", ControlApiJson.Default.RecordedDecisions, cancellation);

    /// <summary>What every caller but the account itself has asked for.</summary>
    /// <inheritdoc cref="DecisionsAsync"/>
    public async Task<IReadOnlyList<RecordedAccess>> AccessAsync(CancellationToken cancellation) =>
        (await GetAsync("access", ControlApiJson.Default.RecordedAccesses, cancellation).ConfigureAwait(false))?.Access
        ?? throw new TargetUnreachable(connection.Endpoint, "it records no decisions");

    public void Dispose() => _http.Dispose();

    private async Task<T?> GetAsync<T>(string path, JsonTypeInfo<T> shape, CancellationToken cancellation)
        where T : class
    {
        try
        {
            using var response = await _http.GetAsync(new Uri($"{connection.Address}/_tasktracker/{path}"), cancellation).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.NotFound) return null;
            var body = await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
            return JsonSerializer.Deserialize(body, shape);
        }
        catch (Exception problem) when (problem is HttpRequestException or JsonException)
        {
            throw new TargetUnreachable(connection.Endpoint, problem.Message, problem);
        }
    }
}

/// <param name="Principal">ARN of a role or user.</param>
/// <param name="Resource"><c>(others)</c> for those beyond what is kept.</param>
public sealed record RecordedAccess(string Principal, string Action, string Resource, long Allowed, long Denied);

public sealed record RecordedAccesses(IReadOnlyList<RecordedAccess> Access);

/// <param name="Decision">Allowed, Denied, Root, NotEvaluated, or None.</param>
public sealed record RecordedDecision(
    string Id, string? Service, string? Operation, string Method, string Path, int Status, string? Caller, string Decision, string? ErrorCode,
    IReadOnlyList<Examination> Asked);

/// <param name="Calls">Of the request's trace, oldest first.</param>
public sealed record RecordedDecisions(IReadOnlyList<RecordedDecision> Calls);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RecordedDecisions))]
[JsonSerializable(typeof(RecordedAccesses))]
internal sealed partial class ControlApiJson : JsonSerializerContext;
