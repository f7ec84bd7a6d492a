using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis.Serving;

/// <summary>A mock made ready for requests: the request's template says a status, and the integration's response for it is the answer.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html</remarks>
internal sealed partial class ServedMock
{
    private const string Json = "application/json";

    private readonly Dictionary<string, ServedMockResponse?> _byContentType;
    private readonly bool _passesThrough;

    private ServedMock(Dictionary<string, ServedMockResponse?> byContentType, bool passesThrough) => (_byContentType, _passesThrough) = (byContentType, passesThrough);

    public static ServedMock Of(Integration integration)
    {
        var responses = integration.Responses.Values.Select(r => (r.SelectionPattern, Answer: ServedMockResponse.Of(r))).ToList();
        var passes = integration.PassthroughBehavior == "WHEN_NO_MATCH" || (integration.PassthroughBehavior == "WHEN_NO_TEMPLATES" && integration.RequestTemplates.IsEmpty);
        return new ServedMock(
            integration.RequestTemplates.ToDictionary(t => t.Key, t => Select(StatusIn(t.Value), responses), StringComparer.OrdinalIgnoreCase), passes);
    }

    /// <param name="contentType">The request's; JSON where it has none.</param>
    /// <param name="response">The answer.</param>
    /// <returns>Why there is none; <c>null</c> where there is one.</returns>
    public RestRefusal? Find(string contentType, out ServedMockResponse? response)
    {
        var semicolon = contentType.IndexOf(';', StringComparison.Ordinal);
        var type = (semicolon < 0 ? contentType : contentType[..semicolon]).Trim();
        if (_byContentType.TryGetValue(type.Length == 0 ? Json : type, out response)) return response is null ? RestRefusal.BadIntegration : null;

        // The body itself would have to be the request's template, which no client sends.
        return _passesThrough ? RestRefusal.BadIntegration : RestRefusal.UnsupportedMediaType;
    }

    private static ServedMockResponse? Select(string? status, List<(string? Pattern, ServedMockResponse Answer)> responses)
    {
        if (status is null) return null;
        foreach (var (pattern, answer) in responses)
        {
            if (pattern is { Length: > 0 } && Regex.IsMatch(status, $"^(?:{pattern})$", RegexOptions.NonBacktracking)) return answer;
        }

        return responses.FirstOrDefault(r => string.IsNullOrEmpty(r.Pattern)).Answer;
    }

    private static string? StatusIn(string template) => StatusMember().Match(template) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>AWS reads templates that are not quite JSON, too.</summary>
    [GeneratedRegex("""["']?statusCode["']?\s*:\s*["']?([1-5][0-9]{2})""")]
    private static partial Regex StatusMember();
}

/// <param name="Body">For each content type that a client may want, JSON first.</param>
internal sealed record ServedMockResponse(int Status, IReadOnlyList<KeyValuePair<string, MappedValue>> Headers, string ContentType, byte[] Body)
{
    private const string HeaderPrefix = "method.response.header.";

    public static ServedMockResponse Of(IntegrationResponse response)
    {
        var template = response.Templates.ContainsKey("application/json") || response.Templates.IsEmpty ? "application/json" : response.Templates.Keys.First();
        return new ServedMockResponse(
            int.Parse(response.StatusCode, CultureInfo.InvariantCulture),
            [.. response.Parameters.Select(p => KeyValuePair.Create(p.Key[HeaderPrefix.Length..], MappedValue.Parse(p.Value)))],
            template, Encoding.UTF8.GetBytes(response.Templates.GetValueOrDefault(template) ?? ""));
    }
}
