using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis;

/// <param name="Path">Such as <c>/variables/color</c>; a slash inside a name is <c>~1</c>.</param>
internal sealed record PatchOperation(string? Op = null, string? Path = null, string? Value = null, string? From = null)
{
    /// <summary>The path's last segments after what is known of it, decoded; <c>null</c> for another path.</summary>
    public string? Below(string prefix) => Path is not null && Path.StartsWith(prefix, StringComparison.Ordinal) && Path.Length > prefix.Length
        ? Path[prefix.Length..].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)
        : null;

    public string Given => Value ?? throw ApiErrors.Missing($"value of the patch operation on {Path}");

    public bool Flag => string.Equals(Value, "true", StringComparison.OrdinalIgnoreCase);
}

/// <summary>The request of every update.</summary>
internal sealed record PatchBody : StrictBody
{
    private static readonly string[] Known = ["add", "remove", "replace", "move", "test", "copy"];

    public IReadOnlyList<PatchOperation>? PatchOperations { get; init; }

    /// <summary>The operations in turn on what an update changes.</summary>
    /// <param name="input">The request's name, for the refusal of what is no operation.</param>
    /// <param name="apply">Answers what the subject becomes, or <c>null</c> for a path or an operation that it has not.</param>
    /// <param name="paths">Those that it has.</param>
    /// <exception cref="AwsError">BadRequestException or ValidationException.</exception>
    public T Apply<T>(string input, T subject, Func<T, PatchOperation, T?> apply, string paths)
        where T : class
    {
        var operations = PatchOperations ?? [];
        for (var i = 0; i < operations.Count; i++)
        {
            var operation = operations[i];
            if (!Known.Contains(operation.Op)) throw RestApiErrors.UnknownPatch(operation.Op ?? "", i + 1, input);
            subject = apply(subject, operation) ?? throw RestApiErrors.InvalidPatch(operation, paths);
        }

        return subject;
    }
}
