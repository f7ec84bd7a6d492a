using System.Text;

namespace TaskTracker.Emulation.Protocols;

/// <summary>The parameters of a Query request: <c>Name</c>, <c>List.member.1</c>, <c>List.member.1.Key</c>.</summary>
internal sealed class QueryForm
{
    private readonly QueryParameters _parameters;

    private QueryForm(QueryParameters parameters) => _parameters = parameters;

    /// <summary>Of a form body, or of the query string where there is no body.</summary>
    public static QueryForm Of(AwsRequest request) =>
        new(request.Body.IsEmpty ? request.Query : QueryParameters.Parse(Encoding.UTF8.GetString(request.Body.Span)));

    public string? Optional(string name) => _parameters[name];

    /// <exception cref="AwsError">ValidationError in the words of the Query services.</exception>
    public string Required(string name) =>
        _parameters[name] ?? throw new AwsError(400, "ValidationError",
            $"1 validation error detected: Value null at '{CamelCase(name)}' failed to satisfy constraint: Member must not be null");

    public bool? Flag(string name) => _parameters[name] is { } text ? text.Equals("true", StringComparison.OrdinalIgnoreCase) : null;

    /// <summary>Whether any parameter has that name or lies below it.</summary>
    public bool HasAny(string name) => _parameters.Pairs.Any(p => p.Key == name || p.Key.StartsWith(name + ".", StringComparison.Ordinal));

    /// <summary>The values of <c>{name}.member.1</c>, <c>{name}.member.2</c>, ….</summary>
    public IReadOnlyList<string> List(string name)
    {
        var values = new List<string>();
        while (_parameters[$"{name}.member.{values.Count + 1}"] is { } value) values.Add(value);
        return values;
    }

    /// <summary>The prefixes <c>{name}.member.N</c> that hold structures, for use with the other methods.</summary>
    public IReadOnlyList<string> Structures(string name)
    {
        var prefixes = new List<string>();
        while (HasAny($"{name}.member.{prefixes.Count + 1}")) prefixes.Add($"{name}.member.{prefixes.Count + 1}");
        return prefixes;
    }

    /// <summary>Refuses, by name, parameters that the operation would otherwise ignore.</summary>
    public void RefuseOthers(params ReadOnlySpan<string> known)
    {
        foreach (var (key, _) in _parameters.Pairs)
        {
            var name = key.Split('.')[0];
            if (name is "Action" or "Version" || known.Contains(name)) continue;
            throw new AwsError(400, "ValidationError", $"The parameter {name} is not supported here.");
        }
    }

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
