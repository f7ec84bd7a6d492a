using System.Collections.Immutable;
using TaskTracker.Emulation.Services.ApiGateway.RestApis.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis;

/// <summary>The request of PutGatewayResponse.</summary>
internal sealed record GatewayResponseBody : StrictBody
{
    public string? StatusCode { get; init; }

    public Dictionary<string, string>? ResponseParameters { get; init; }

    public Dictionary<string, string>? ResponseTemplates { get; init; }

    /// <exception cref="Protocols.AwsError">BadRequestException.</exception>
    public GatewayResponse Create(string type)
    {
        GatewayResponseType.Find(type);
        if (StatusCode is not null && (!int.TryParse(StatusCode, out var status) || status is < 200 or > 599))
        {
            throw ApiErrors.Invalid("statusCode", StatusCode, "it is a status from 200 to 599");
        }

        foreach (var (name, value) in ResponseParameters ?? [])
        {
            if (!name.StartsWith(GatewayAnswer.HeaderPrefix, StringComparison.Ordinal)) throw RestApiErrors.UnknownMapping(name);
            MappedValue.Parse(value);
        }

        StaticText.CheckTypes(ResponseTemplates);
        return new GatewayResponse(type, StatusCode, MethodBody.Sorted(ResponseParameters), MethodBody.Sorted(ResponseTemplates));
    }
}

/// <summary>A gateway response as answers show it.</summary>
internal sealed record GatewayResponseView(
    bool DefaultResponse, ImmutableSortedDictionary<string, string> ResponseParameters, ImmutableSortedDictionary<string, string> ResponseTemplates,
    string ResponseType, string? StatusCode)
{
    private static readonly ImmutableSortedDictionary<string, string> Standard = RestApi.NoStrings.Add("application/json", GatewayResponseType.StandardTemplate);

    /// <summary>What an API answers with for a type: its own, else the one of all of its kind, else AWS's.</summary>
    public static GatewayResponseView Of(string type, RestConfiguration configuration)
    {
        var known = GatewayResponseType.Find(type);
        var own = configuration.GatewayResponses.GetValueOrDefault(type);
        var set = own ?? configuration.GatewayResponses.GetValueOrDefault(known.Fallback);
        return new GatewayResponseView(
            own is null, set?.Parameters ?? RestApi.NoStrings, set is null || set.Templates.IsEmpty ? Standard : set.Templates, type,
            set?.StatusCode ?? known.Status?.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
