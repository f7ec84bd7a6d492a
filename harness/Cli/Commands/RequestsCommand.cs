using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TaskTracker.Deployment.Wire;

namespace TaskTracker.Cli.Commands;

/// <summary><c>tasktracker requests</c>: the latest requests, or where the time of one went.</summary>
internal static class RequestsCommand
{
    public static Command Create(Output output)
    {
        var options = new DeploymentOptionSet();
        var id = new Argument<string?>("id") { Description = "Of one request, as its answer's headers give it.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("requests", "Lists the latest requests to an emulator, or draws where the time of one went.") { id };
        options.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var address = options.Find(parsed).Connection.Address;
            return parsed.GetValue(id) is { } one
                ? ShowAsync($"{address}/_tasktracker/requests/{Uri.EscapeDataString(one)}", one, options.IsJson(parsed), output, cancellation)
                : ListAsync($"{address}/_tasktracker/requests?limit=20", options.IsJson(parsed), output, cancellation);
        });
        return command;
    }

    private static async Task<int> ListAsync(string url, bool isJson, Output output, CancellationToken cancellation)
    {
        var text = await ReadAsync(url, cancellation).ConfigureAwait(false) ?? throw NoEmulator(url);
        var list = Read(text, RequestsJson.Default.RequestPage, url);
        if (isJson) output.Line(text);
        else output.Table(["started", "request", "status", "ms", "id"], [.. list.Requests.Select(Row)]);
        return ExitCode.Ok;
    }

    private static async Task<int> ShowAsync(string url, string id, bool isJson, Output output, CancellationToken cancellation)
    {
        if (await ReadAsync(url, cancellation).ConfigureAwait(false) is not { } text)
        {
            output.Problem($"No request with the id '{id}' is among the last 10,000.", "See 'tasktracker requests' for the latest.");
            return ExitCode.CheckFailed;
        }

        var trace = Read(text, RequestsJson.Default.TracedRequest, url);
        if (isJson) output.Line(text);
        else foreach (var line in Timeline.Of(trace)) output.Line(line);
        return ExitCode.Ok;
    }

    /// <returns><c>null</c> where there is no such thing.</returns>
    private static async Task<string?> ReadAsync(string url, CancellationToken cancellation)
    {
        using var http = new HttpClient();
        try
        {
            using var answer = await http.GetAsync(new Uri(url), cancellation).ConfigureAwait(false);
            return answer.StatusCode == HttpStatusCode.OK ? await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false) : null;
        }
        catch (HttpRequestException problem)
        {
            throw new TargetUnreachable(new Uri(url), problem.Message, problem);
        }
    }

    /// <exception cref="Failure">Somebody else answers there.</exception>
    private static T Read<T>(string text, JsonTypeInfo<T> type, string url)
    {
        try
        {
            return JsonSerializer.Deserialize(text, type) ?? throw NoEmulator(url);
        }
        catch (JsonException)
        {
            throw NoEmulator(url);
        }
    }

    private static Failure NoEmulator(string url) =>
        new(ExitCode.TargetUnreachable, $"{url} tells nothing of requests.", "Only this project's emulator records them; name one with --endpoint URL.");

    private static string[] Row(RecordedRequest r) =>
        [r.StartedAt.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture), r.Title, $"{r.Status}", r.DurationMs.ToString("0.0", CultureInfo.InvariantCulture), r.Id];
}

internal sealed record RequestPage(IReadOnlyList<RecordedRequest> Requests);

/// <param name="Calls">Of the same trace, oldest first, the request among them.</param>
internal sealed record TracedRequest(RecordedRequest Request, IReadOnlyList<RecordedRequest> Calls);

internal sealed record RecordedPart(string Name, double StartMs, double DurationMs);

internal sealed record RecordedRequest(
    string Id, DateTimeOffset StartedAt, double DurationMs, string Method, string Path, int Status, string? Service, string? Operation, string Decision,
    IReadOnlyList<RecordedPart> Parts)
{
    /// <summary>An operation by its name, everything else as it was asked for.</summary>
    public string Title => Operation is null ? $"{Method} {Path}" : $"{Service} {Operation}";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RequestPage))]
[JsonSerializable(typeof(TracedRequest))]
internal sealed partial class RequestsJson : JsonSerializerContext;
