using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TaskTracker.Deployment;
using TaskTracker.Deployment.Wire;

namespace TaskTracker.Cli.Commands;

/// <summary><c>tasktracker snapshot save|load|list</c>: copies of all state of an emulator that runs with <c>--data</c>.</summary>
internal static class SnapshotCommand
{
    private static readonly Uri Usual = new("http://localhost:4566");

    public static Command Create(Output output)
    {
        var command = new Command("snapshot", "Saves, lists and loads copies of all state of an emulator that runs with --data.");
        command.Add(OnName("save", "Saves all state as it is at this moment, while it is in use.", output, SaveAsync));
        command.Add(OnName("load", "Makes a saved state the emulator's from its next start on.", output, LoadAsync));
        var list = new Command("list", "Lists what has been saved.");
        var (endpoint, json) = (EndpointOption(), new Option<bool>("--json") { Description = "Writes the result as JSON." });
        list.Add(endpoint);
        list.Add(json);
        list.SetAction((parsed, cancellation) => ListAsync(EndpointOf(parsed, endpoint), parsed.GetValue(json), output, cancellation));
        command.Add(list);
        return command;
    }

    private static Command OnName(string name, string description, Output output, Func<HttpClient, string, Output, CancellationToken, Task> run)
    {
        var snapshot = new Argument<string>("NAME") { Description = "The snapshot's name." };
        var endpoint = EndpointOption();
        var command = new Command(name, description) { snapshot, endpoint };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var http = new HttpClient { BaseAddress = EndpointOf(parsed, endpoint), Timeout = Timeout.InfiniteTimeSpan };
            await run(http, parsed.GetRequiredValue(snapshot), output, cancellation).ConfigureAwait(false);
            return ExitCode.Ok;
        });
        return command;
    }

    private static Option<string?> EndpointOption()
    {
        var endpoint = new Option<string?>("--endpoint") { Description = $"URL of the emulator that is meant; without it the one that runs the recorded stack, or {Usual.GetLeftPart(UriPartial.Authority)}." };
        endpoint.MustBe("a URL such as http://localhost:4566", text => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https");
        return endpoint;
    }

    private static Uri EndpointOf(ParseResult parsed, Option<string?> endpoint) => (parsed.GetValue(endpoint) ?? Recorded()?.Endpoint) is { } text ? new Uri(text) : Usual;

    /// <summary>An emulator runs outside a checkout too, and with nothing deployed.</summary>
    private static DeploymentRecord? Recorded() =>
        Workspace.Find(Directory.GetCurrentDirectory()) is { } workspace ? DeploymentRecord.Read(workspace.Record(Target.Embedded)) : null;

    private static async Task SaveAsync(HttpClient http, string name, Output output, CancellationToken cancellation)
    {
        using var answer = await SendAsync(http, HttpMethod.Put, "/" + Uri.EscapeDataString(name), cancellation).ConfigureAwait(false);
        var saved = await ReadAsync(http, answer, SnapshotWire.Default.SavedSnapshot, cancellation).ConfigureAwait(false);
        output.Line(string.Create(CultureInfo.InvariantCulture, $"saved {name}, {(saved?.SizeBytes ?? 0) / 1024} KB"));
    }

    private static async Task LoadAsync(HttpClient http, string name, Output output, CancellationToken cancellation)
    {
        using var answer = await SendAsync(http, HttpMethod.Post, $"/{Uri.EscapeDataString(name)}/load", cancellation).ConfigureAwait(false);
        output.Line($"{name} is laid down: it is the emulator's state from its next start on. Stop it and start it again.");
    }

    private static async Task<int> ListAsync(Uri endpoint, bool json, Output output, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = endpoint };
        using var answer = await SendAsync(http, HttpMethod.Get, "", cancellation).ConfigureAwait(false);
        if (json)
        {
            output.Line(await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false));
            return ExitCode.Ok;
        }

        var list = await ReadAsync(http, answer, SnapshotWire.Default.SavedSnapshots, cancellation).ConfigureAwait(false);
        output.Table(["snapshot", "saved", "KB"], [.. (list?.Snapshots ?? []).Select(s => (string[])
            [s.Name, s.SavedAt.ToString("u", CultureInfo.InvariantCulture), (s.SizeBytes / 1024).ToString(CultureInfo.InvariantCulture)])]);
        return ExitCode.Ok;
    }

    /// <exception cref="Failure">Somebody else answers there.</exception>
    private static async Task<T?> ReadAsync<T>(HttpClient http, HttpResponseMessage answer, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        try
        {
            return await answer.Content.ReadFromJsonAsync(type, cancellation).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            throw new Failure(
                ExitCode.TargetUnreachable, $"{http.BaseAddress} knows nothing of snapshots.", "Only this project's emulator takes them; name one that runs with --data by --endpoint URL.");
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient http, HttpMethod method, string path, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(method, "/_tasktracker/snapshots" + path);
            var answer = await http.SendAsync(request, cancellation).ConfigureAwait(false);
            if (answer.IsSuccessStatusCode) return answer;
            var problem = await ReadAsync(http, answer, SnapshotWire.Default.SnapshotProblem, cancellation).ConfigureAwait(false);
            throw new Failure(
                ExitCode.CheckFailed, problem?.Message ?? $"The emulator answered {(int)answer.StatusCode}.",
                answer.StatusCode == HttpStatusCode.NotFound ? "See 'tasktracker snapshot list'." : null);
        }
        catch (HttpRequestException problem)
        {
            throw new TargetUnreachable(http.BaseAddress ?? Usual, problem.Message, problem);
        }
    }
}

internal sealed record SavedSnapshot(string Name, DateTimeOffset SavedAt, long SizeBytes);

internal sealed record SavedSnapshots(IReadOnlyList<SavedSnapshot> Snapshots);

internal sealed record SnapshotProblem(string Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SavedSnapshot))]
[JsonSerializable(typeof(SavedSnapshots))]
[JsonSerializable(typeof(SnapshotProblem))]
internal sealed partial class SnapshotWire : JsonSerializerContext;
