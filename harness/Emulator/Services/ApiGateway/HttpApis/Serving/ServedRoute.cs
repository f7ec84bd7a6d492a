using System.Collections.Immutable;
using TaskTracker.Emulation.Services.ApiGateway.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.HttpApis.Serving;

internal enum PayloadFormat
{
    V1,
    V2,
}

/// <summary>A route with the function behind it.</summary>
/// <param name="FunctionArn"><c>null</c> when the stage's variables do not make one.</param>
/// <param name="Throttle"><c>null</c> for a route that nobody limits.</param>
internal sealed record ServedRoute(RouteKey Key, string? FunctionArn, PayloadFormat Format, TimeSpan Timeout, TokenBucket? Throttle)
{
    private readonly ImmutableArray<RouteSegment> _segments = Key.Segments;
    private readonly bool _takesAnyMethod = Key.Method == RouteKey.AnyMethod;
    private readonly bool _isGreedy = Key.Segments is [.., RouteSegment.Greedy];

    /// <summary>Whether it has metrics of its own, besides those of its stage.</summary>
    public bool HasDetailedMetrics { get; private init; }

    /// <summary>As the function's policy knows them.</summary>
    public InvocationSources Sources { get; } = new(Key.Path);

    public static ServedRoute Of(Route route, ApiConfiguration configuration, Stage stage, TimeProvider clock)
    {
        var integration = configuration.Integrations[route.IntegrationId ?? ""];
        var settings = stage.SettingsOf(route.Key);
        return new ServedRoute(
            RouteKey.Parse(route.Key),
            FunctionUri.Arn(integration.Uri, stage.Variables),
            integration.PayloadFormatVersion == "1.0" ? PayloadFormat.V1 : PayloadFormat.V2,
            TimeSpan.FromMilliseconds(integration.TimeoutMs),
            TokenBucket.Of(settings.BurstLimit, settings.RateLimit, clock))
        {
            HasDetailedMetrics = settings.HasDetailedMetrics is true,
        };
    }

    /// <summary>
    /// Sorts the route that takes a request before others that would take it too: without a greedy variable first, then most literal segments,
    /// longest before a greedy variable, fewest variables, and a method of its own before ANY.
    /// </summary>
    public (bool, int, int, int, bool, string) Priority => (
        _isGreedy,
        -_segments.Count(s => s is RouteSegment.Literal),
        _isGreedy ? -_segments.Length : 0,
        _segments.Count(s => s is RouteSegment.Variable),
        _takesAnyMethod,
        Key.Text);

    public bool Takes(string method, ReadOnlySpan<char> path, ReadOnlySpan<Range> segments)
    {
        if (!_takesAnyMethod && method != Key.Method) return false;
        if (_isGreedy ? segments.Length < _segments.Length : segments.Length != _segments.Length) return false;
        for (var i = 0; i < _segments.Length; i++)
        {
            var given = path[segments[i]];
            switch (_segments[i])
            {
                case RouteSegment.Literal literal when !IsText(given, literal.Text):
                case RouteSegment.Variable when given.IsEmpty:
                    return false;
                default:
                    break;
            }
        }

        return true;
    }

    private static bool IsText(ReadOnlySpan<char> encoded, string text) =>
        encoded.SequenceEqual(text) || (encoded.Contains('%') && Uri.UnescapeDataString(encoded) == text);
}
