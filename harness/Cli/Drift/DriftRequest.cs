namespace TaskTracker.Cli.Drift;

/// <summary>One request that is made of every target, in the order of <see cref="All"/>.</summary>
/// <param name="Name">What the request is about; an allowed difference names it.</param>
/// <param name="Path">Below the API; <c>{id}</c> is the task that the first request made.</param>
/// <param name="IsShapeOnly">The answer holds whatever tasks are there, so that only its form is compared.</param>
internal sealed record DriftRequest(string Name, string Method, string Path, string? Body = null, bool IsShapeOnly = false)
{
    private const string NoTask = "/tasks/00000000-0000-4000-8000-000000000000";

    public bool HasOrigin { get; init; }

    /// <summary>The method that a preflight asks about.</summary>
    public string? Preflight { get; init; }

    public static IReadOnlyList<DriftRequest> All { get; } =
    [
        new("create a task", "POST", "/tasks", """{"Title":"Drift","Description":"ü"}"""),
        new("create a task as a page", "POST", "/tasks", """{"Title":"Drift from a page"}""") { HasOrigin = true },
        new("create without a title", "POST", "/tasks", "{}"),
        new("create with an unknown field", "POST", "/tasks", """{"Title":"x","Colour":"red"}"""),
        new("create with a wrong type", "POST", "/tasks", """{"Title":1}"""),
        new("create with no JSON", "POST", "/tasks", "{"),
        new("create with no body", "POST", "/tasks"),
        new("read it", "GET", "/tasks/{id}"),
        new("read it as a page", "GET", "/tasks/{id}") { HasOrigin = true },
        new("change it", "PUT", "/tasks/{id}", """{"Status":"Completed"}"""),
        new("change nothing", "PUT", "/tasks/{id}", "{}"),
        new("change to an unknown status", "PUT", "/tasks/{id}", """{"Status":"Never"}"""),
        new("list one page", "GET", "/tasks?limit=1", IsShapeOnly: true),
        new("list with a limit too low", "GET", "/tasks?limit=0"),
        new("list with a bad token", "GET", "/tasks?nextToken=bad"),
        new("read what never was", "GET", NoTask),
        new("change what never was", "PUT", NoTask, """{"Status":"Open"}"""),
        new("read what is no id", "GET", "/tasks/not-an-id"),
        new("preflight", "OPTIONS", "/tasks") { HasOrigin = true, Preflight = "POST" },
        new("preflight of one task", "OPTIONS", "/tasks/{id}") { HasOrigin = true, Preflight = "DELETE" },
        new("a path without a route", "GET", "/nothing"),
        new("a method without a route", "PATCH", "/tasks", "{}"),
        new("delete it", "DELETE", "/tasks/{id}"),
        new("delete it again", "DELETE", "/tasks/{id}"),
    ];
}
