using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using TaskTracker.Load.Calls;

namespace TaskTracker.Load.Measuring;

/// <summary>Reads the emulator's request records while a step runs, and joins those of one trace: the request itself and the calls to DynamoDB made for it.</summary>
/// <remarks>One page a second while the load runs, the rest afterwards: reading must not be what is measured.</remarks>
internal sealed class RequestRecords(HttpClient http, Uri endpoint, Parts parts)
{
    private const int PageSize = 1_000;
    private const int PagesAfterwards = 10;

    private readonly Dictionary<string, TimeSpan> _database = [];
    private long _next;

    /// <summary>Whether the target keeps such records.</summary>
    public static async Task<bool> AreKeptAsync(HttpClient http, Uri endpoint, CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(endpoint, "/_tasktracker/health"), cancellation).ConfigureAwait(false);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Leaves out what has been so far.</summary>
    public async Task BeginAsync(CancellationToken cancellation)
    {
        _next = (await PageAsync("limit=1", cancellation).ConfigureAwait(false)).Next;
        _database.Clear();
    }

    /// <summary>Reads until cancelled.</summary>
    public async Task FollowAsync(TimeProvider time, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!cancellation.IsCancellationRequested) await ReadAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Reads what is left.</summary>
    public async Task EndAsync(CancellationToken cancellation)
    {
        for (var page = 0; page < PagesAfterwards && await ReadAsync(cancellation).ConfigureAwait(false) > 0; page++)
        {
        }
    }

    private async Task<int> ReadAsync(CancellationToken cancellation)
    {
        var page = await PageAsync($"since={_next}&limit={PageSize}", cancellation).ConfigureAwait(false);
        _next = page.Next;

        // Records come in the order in which requests ended: a call to DynamoDB before the request that it was made for.
        foreach (var record in page.Requests)
        {
            if (record.TraceId is not { } trace) continue;
            var duration = TimeSpan.FromMilliseconds(record.DurationMs);
            if (record.Service == "dynamodb") _database[trace] = _database.GetValueOrDefault(trace) + duration;
            else if (record.Parts.Count > 0 && CallOf(record) is { } call) Add(call, record, duration, trace);
        }

        return page.Requests.Count;
    }

    private void Add(TaskCall call, RecordView record, TimeSpan whole, string trace)
    {
        // Without its calls to DynamoDB it was cut off by the edge of what is kept.
        if (!_database.Remove(trace, out var database)) return;
        var isCold = record.Parts.Any(p => p.Name == "coldStart");
        TimeSpan Of(string name) => TimeSpan.FromMilliseconds(record.Parts.Where(p => p.Name == name).Sum(p => p.DurationMs));
        var function = Of("handler") - database;
        List<(string, TimeSpan)> found =
        [
            ("gateway", Of("gateway")), ("queue", Of("queue")), ("function", function > TimeSpan.Zero ? function : TimeSpan.Zero), ("DynamoDB", database),
        ];
        if (isCold) found.Add(("cold start", Of("coldStart")));
        parts.Add(call, isCold, whole, found);
    }

    /// <summary>Records name the route; a page of the list is the same function as the whole list.</summary>
    private static TaskCall? CallOf(RecordView record) => record.Operation is { } route ? TaskCall.Find(route) : null;

    /// <summary>A target that does not answer has no records either; that it does not is measured elsewhere.</summary>
    private async Task<RecordPage> PageAsync(string query, CancellationToken cancellation)
    {
        try
        {
            var page = await http.GetFromJsonAsync(new Uri(endpoint, "/_tasktracker/requests?" + query), RecordJson.Default.RecordPage, cancellation).ConfigureAwait(false);
            return page ?? new RecordPage([], _next);
        }
        catch (Exception problem) when (problem is HttpRequestException or JsonException || problem is TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return new RecordPage([], _next);
        }
    }
}

internal sealed record RecordPage(IReadOnlyList<RecordView> Requests, long Next);

internal sealed record RecordPartView(string Name, double DurationMs);

internal sealed record RecordView(string? TraceId, double DurationMs, string? Service, string? Operation, IReadOnlyList<RecordPartView> Parts);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RecordPage))]
internal sealed partial class RecordJson : JsonSerializerContext;
