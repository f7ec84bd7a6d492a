using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis.Serving;

/// <summary>Where the value of a mapped header comes from.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html</remarks>
internal abstract record MappedValue
{
    /// <summary>The text between single quotes.</summary>
    public sealed record Static(string Text) : MappedValue;

    public sealed record RequestHeader(string Name) : MappedValue;

    public sealed record QueryParameter(string Name) : MappedValue;

    public sealed record PathParameter(string Name) : MappedValue;

    /// <summary><c>context.…</c> or <c>stageVariables.…</c>.</summary>
    public sealed record Variable(string Name) : MappedValue;

    /// <exception cref="AwsError">BadRequestException.</exception>
    public static MappedValue Parse(string expression)
    {
        if (expression is ['\'', .. var text, '\''])
        {
            return HeaderText.IsValue(text) ? new Static(text) : throw ApiErrors.Bad($"Invalid mapping expression specified: {expression}: a header cannot hold it");
        }

        foreach (var (prefix, create) in Sources)
        {
            if (expression.StartsWith(prefix, StringComparison.Ordinal) && expression.Length > prefix.Length) return create(expression[prefix.Length..]);
        }

        if (expression.StartsWith("context.", StringComparison.Ordinal) || expression.StartsWith("stageVariables.", StringComparison.Ordinal)) return new Variable(expression);
        throw RestApiErrors.UnknownMapping(expression);
    }

    private static readonly (string Prefix, Func<string, MappedValue> Create)[] Sources =
    [
        ("method.request.header.", name => new RequestHeader(name)),
        ("method.request.querystring.", name => new QueryParameter(name)),
        ("method.request.path.", name => new PathParameter(name)),
    ];

    /// <summary>The value for a request; <c>null</c> where the request has none.</summary>
    public string? For(RestCall call) => this switch
    {
        Static(var text) => text,
        RequestHeader(var name) => call.Request.Headers[name] is { Count: > 0 } values ? values[^1] : null,
        QueryParameter(var name) => call.Request.Query[name],
        PathParameter(var name) => call.PathParameter(name),
        Variable(var name) => RestVariables.Find(name, call),
        _ => null,
    };
}
