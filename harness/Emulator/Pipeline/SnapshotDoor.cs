using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Data.Sqlite;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Pipeline;

/// <summary>Copies of all state: <c>GET /_tasktracker/snapshots</c>, <c>PUT …/NAME</c> saves, <c>POST …/NAME/load</c> loads.</summary>
/// <param name="find">Where they are; <c>null</c> without a data directory.</param>
internal sealed class SnapshotDoor(Func<Snapshots?> find)
{
    private const string Path = "/_tasktracker/snapshots";

    public Door Door => new("tasktracker", Owns, ServeAsync, MaxBodyBytes: 4096, IsRecorded: false);

    private static bool Owns(AwsRequest request) => request.RawPath == Path || request.RawPath.StartsWith(Path + "/", StringComparison.Ordinal);

    private ValueTask ServeAsync(Exchange exchange)
    {
        if (!SameOrigin.Admits(exchange.Request)) Fail(exchange, 403, "A page may not touch snapshots.");
        else if (find() is not { } snapshots) Fail(exchange, 409, "There are no snapshots of an emulator that keeps its state in memory: start it with --data DIR.");
        else Serve(exchange, snapshots);
        return ValueTask.CompletedTask;
    }

    private static void Serve(Exchange exchange, Snapshots snapshots)
    {
        var parts = exchange.Request.RawPath[Path.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        switch (exchange.Request.Method, parts)
        {
            case ("GET", []):
                Write(exchange, new SnapshotList(snapshots.List()), SnapshotJson.Default.SnapshotList);
                break;
            case ("PUT" or "POST", [var name, ..]) when !Snapshots.IsName(name):
                Fail(exchange, 400, $"'{name}' is no name for a snapshot: it takes up to 64 letters, digits, hyphens and underscores.");
                break;
            case ("PUT", [var name]):
                Save(exchange, snapshots, name);
                break;
            case ("POST", [var name, "load"]) when snapshots.Find(name) is null:
                Fail(exchange, 404, $"There is no snapshot '{name}'. {Choice.Among(snapshots.List().Select(s => s.Name))}");
                break;
            case ("POST", [var name, "load"]):
                Load(exchange, snapshots, name);
                break;
            default:
                Fail(exchange, 404, $"There are: GET {Path}, PUT {Path}/NAME, POST {Path}/NAME/load.");
                break;
        }
    }

    private static void Save(Exchange exchange, Snapshots snapshots, string name)
    {
        try
        {
            Write(exchange, snapshots.Save(name), SnapshotJson.Default.Snapshot);
        }
        catch (Exception problem) when (problem is SqliteException or IOException)
        {
            Fail(exchange, 500, $"The snapshot '{name}' could not be written: {problem.Message}");
        }
    }

    private static void Load(Exchange exchange, Snapshots snapshots, string name)
    {
        try
        {
            snapshots.Load(name);
            Write(exchange, new SnapshotLoaded(name, "It is the state from the next start on; until then everything is as it was."), SnapshotJson.Default.SnapshotLoaded);
        }
        catch (Exception problem) when (problem is DataDirectoryRefused or IOException)
        {
            Fail(exchange, 500, $"The snapshot '{name}' cannot be loaded: {problem.Message}");
        }
    }

    private static void Fail(Exchange exchange, int status, string message)
    {
        exchange.Response.Status = status;
        Write(exchange, new ControlProblem(message), SnapshotJson.Default.ControlProblem);
    }

    private static void Write<T>(Exchange exchange, T value, JsonTypeInfo<T> shape)
    {
        exchange.Response.Headers.ContentType = "application/json";
        JsonBody.Write(value, shape, exchange.Response);
    }
}

internal sealed record SnapshotList(IReadOnlyList<Snapshot> Snapshots);

/// <param name="Remark">What has happened, and what has not yet.</param>
internal sealed record SnapshotLoaded(string Name, string Remark);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(SnapshotList))]
[JsonSerializable(typeof(Snapshot))]
[JsonSerializable(typeof(SnapshotLoaded))]
[JsonSerializable(typeof(ControlProblem))]
internal sealed partial class SnapshotJson : JsonSerializerContext;
