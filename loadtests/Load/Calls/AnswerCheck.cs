using System.Text.Json;

namespace TaskTracker.Load.Calls;

/// <summary>Is the answer the right one? Status and body, by the product's contract.</summary>
/// <remarks>The problems are kinds, few in number, so that they can be counted: they hold no ids.</remarks>
internal static class AnswerCheck
{
    private const string NotJson = "wrong body: not JSON";

    /// <param name="expected">The task that was asked for or changed; its title is known.</param>
    /// <param name="atLeast">How many tasks a list must hold.</param>
    public static string? Of(TaskCall call, int status, ReadOnlyMemory<byte> body, KnownTask? expected, int atLeast)
    {
        var wanted = call == TaskCall.Create ? 201 : call == TaskCall.Delete ? 204 : 200;
        if (status != wanted) return $"status {status}";
        if (call == TaskCall.Health) return null;
        if (call == TaskCall.Delete) return body.IsEmpty ? null : "wrong body: 204 with one";
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            if (call == TaskCall.List || call == TaskCall.Page) return List(root, call == TaskCall.Page ? Math.Min(atLeast, 50) : atLeast);
            return Task(call == TaskCall.Get ? root : root.GetProperty("data"), expected);
        }
        catch (JsonException)
        {
            return NotJson;
        }
        catch (Exception problem) when (problem is KeyNotFoundException or InvalidOperationException)
        {
            return "wrong body: another shape";
        }
    }

    /// <returns>The id in the answer to a creation; <c>null</c> when there is none.</returns>
    public static string? CreatedId(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.TryGetProperty("TaskId", out var id) ? id.GetString() : null;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? List(JsonElement tasks, int atLeast)
    {
        if (tasks.ValueKind != JsonValueKind.Array) return "wrong body: no list";
        if (tasks.GetArrayLength() < atLeast) return "wrong body: tasks missing from the list";
        foreach (var task in tasks.EnumerateArray())
        {
            if (Task(task, expected: null) is { } problem) return problem;
        }

        return null;
    }

    private static string? Task(JsonElement task, KnownTask? expected)
    {
        var id = task.GetProperty("TaskId").GetString();
        var title = task.GetProperty("Title").GetString();
        if (id is not { Length: 36 } || string.IsNullOrEmpty(title)) return "wrong body: a task without id or title";
        if (task.GetProperty("Status").GetString() is not ("Open" or "In Progress" or "Completed")) return "wrong body: unknown status";
        if (task.GetProperty("CreatedAt").GetString() is not { Length: >= 20 }) return "wrong body: no time of creation";
        if (expected is null) return null;
        if (expected.Id.Length > 0 && id != expected.Id) return "wrong body: another task";
        return title == SampleTasks.Title(expected.Number) ? null : "wrong body: another title";
    }
}
