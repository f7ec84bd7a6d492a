namespace TaskTracker.Emulation.Protocols;

/// <summary>A method and a path template with <c>{variables}</c> that each stand for one segment, and perhaps a query parameter that the operation has.</summary>
internal sealed class RestRoute
{
    private readonly string[] _segments;
    private readonly (string Name, string Value)? _parameter;

    private RestRoute(string method, string template)
    {
        Method = method;
        Template = template;
        var question = template.IndexOf('?', StringComparison.Ordinal);
        _segments = (question < 0 ? template : template[..question]).Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (question >= 0 && template[(question + 1)..].Split('=') is [var name, var value]) _parameter = (name, value);
    }

    public string Method { get; }

    public string Template { get; }

    public static RestRoute Parse(string route)
    {
        var space = route.IndexOf(' ', StringComparison.Ordinal);
        return new RestRoute(route[..space], route[(space + 1)..]);
    }

    /// <summary>The decoded variables, or <c>null</c> when the request means another operation; a trailing slash does not matter.</summary>
    public Dictionary<string, string>? Match(AwsRequest request)
    {
        if (request.Method != Method) return null;
        if (_parameter is { } parameter && request.Query[parameter.Name] != parameter.Value) return null;
        var given = request.RawPath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (given.Length != _segments.Length) return null;
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < given.Length; i++)
        {
            var expected = _segments[i];
            if (expected is ['{', .. var name, '}']) variables[name] = Uri.UnescapeDataString(given[i]);
            else if (expected != given[i]) return null;
        }

        return variables;
    }
}
