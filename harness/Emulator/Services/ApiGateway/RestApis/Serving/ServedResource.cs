using System.Text.Json;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis.Serving;

/// <summary>A resource made ready for requests, with those below it.</summary>
/// <param name="path">Such as <c>/tasks/{TaskId}</c>.</param>
internal sealed class ServedResource(string id, string path, IReadOnlyDictionary<string, ServedMethod> methods)
{
    private readonly Dictionary<string, ServedResource> _literals = new(StringComparer.Ordinal);
    private readonly string[] _parts = path == "/" ? [] : path[1..].Split('/');
    private readonly ServedMethod? _any = methods.GetValueOrDefault(Method.Any);
    private ServedResource? _variable;
    private ServedResource? _greedy;

    public string Id => id;

    public string Path => path;

    public bool HasVariables { get; } = path.Contains('{', StringComparison.Ordinal);

    public static ServedResource Of(Resource resource, RestConfiguration configuration, Stage stage, TimeProvider clock)
    {
        var path = configuration.PathOf(resource);
        var served = new ServedResource(
            resource.Id, path, resource.Methods.Values.Where(m => m.Integration is not null)
                .ToDictionary(m => m.HttpMethod, m => ServedMethod.Of(m, path, stage, clock), StringComparer.Ordinal));
        foreach (var child in configuration.ChildrenOf(resource.Id))
        {
            var below = Of(child, configuration, stage, clock);
            if (child.IsGreedy) served._greedy = below;
            else if (child.IsVariable) served._variable = below;
            else served._literals[child.PathPart] = below;
        }

        return served;
    }

    public ServedMethod? MethodFor(string method) => methods.TryGetValue(method, out var own) ? own : _any;

    /// <summary>The resource that a path means: text before a variable, a variable before a greedy one. One without methods is none.</summary>
    /// <param name="rest">What is left of the path, percent-encoded, without slashes around it.</param>
    public ServedResource? Find(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty) return methods.Count > 0 ? this : null;
        var slash = rest.IndexOf('/');
        var part = slash < 0 ? rest : rest[..slash];
        var below = slash < 0 ? [] : rest[(slash + 1)..];
        if (Literal(part)?.Find(below) is { } literal) return literal;
        if (!part.IsEmpty && _variable?.Find(below) is { } variable) return variable;
        return _greedy?.Find([]);
    }

    /// <summary>Writes the values of the path's variables, as they stood in the URL.</summary>
    public void WriteVariables(Utf8JsonWriter json, ReadOnlySpan<char> pathInStage)
    {
        var rest = pathInStage.Trim('/');
        json.WriteStartObject();
        foreach (var part in _parts)
        {
            var value = Next(part, ref rest);
            if (part.StartsWith('{')) json.WriteString(NameOf(part), value);
        }

        json.WriteEndObject();
    }

    public string? Variable(ReadOnlySpan<char> pathInStage, string name)
    {
        var rest = pathInStage.Trim('/');
        foreach (var part in _parts)
        {
            var value = Next(part, ref rest);
            if (part.StartsWith('{') && NameOf(part).SequenceEqual(name)) return value.ToString();
        }

        return null;
    }

    private ServedResource? Literal(ReadOnlySpan<char> part)
    {
        if (_literals.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(part, out var child)) return child;
        return part.Contains('%') ? _literals.GetValueOrDefault(Uri.UnescapeDataString(part)) : null;
    }

    /// <summary>Takes what a part stands for from the beginning of the rest.</summary>
    private static ReadOnlySpan<char> Next(string part, ref ReadOnlySpan<char> rest)
    {
        var slash = part.EndsWith("+}", StringComparison.Ordinal) ? -1 : rest.IndexOf('/');
        var value = slash < 0 ? rest : rest[..slash];
        rest = slash < 0 ? [] : rest[(slash + 1)..];
        return value;
    }

    private static ReadOnlySpan<char> NameOf(string part) => part.AsSpan(1).TrimEnd("+}");
}
