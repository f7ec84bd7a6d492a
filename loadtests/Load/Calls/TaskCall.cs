namespace TaskTracker.Load.Calls;

/// <summary>One kind of request, named as the product's targets name it.</summary>
public sealed record TaskCall(string Name, string Slug)
{
    /// <summary>The emulator's own empty answer: what this machine and this client can do at best.</summary>
    public static readonly TaskCall Health = new("health", "health");

    public static readonly TaskCall List = new("GET /tasks", "get-tasks");
    public static readonly TaskCall Page = new("GET /tasks?limit=50", "get-tasks-page");
    public static readonly TaskCall Get = new("GET /tasks/{TaskId}", "get-task");
    public static readonly TaskCall Create = new("POST /tasks", "post-tasks");
    public static readonly TaskCall Update = new("PUT /tasks/{TaskId}", "put-task");
    public static readonly TaskCall Delete = new("DELETE /tasks/{TaskId}", "delete-task");

    /// <summary>Those that the product answers.</summary>
    public static readonly IReadOnlyList<TaskCall> Product = [List, Get, Create, Update, Delete, Page];

    public static TaskCall? Find(string name) => Product.Append(Health).FirstOrDefault(c => c.Name == name);

    /// <summary>The name that the template gives the function behind it; <c>null</c> for <see cref="Health"/>.</summary>
    public string? Function => Name switch
    {
        "GET /tasks" or "GET /tasks?limit=50" => "GetTasks",
        "GET /tasks/{TaskId}" => "GetTask",
        "POST /tasks" => "CreateTask",
        "PUT /tasks/{TaskId}" => "UpdateTask",
        "DELETE /tasks/{TaskId}" => "DeleteTask",
        _ => null,
    };
}
