using System.Collections.Immutable;

namespace TaskTracker.Emulation.Services.ApiGateway.HttpApis;

/// <summary>How a route is throttled and measured, on the wire.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html</remarks>
internal sealed record RouteSettingsBody : StrictBody
{
    public bool? DetailedMetricsEnabled { get; init; }

    public int? ThrottlingBurstLimit { get; init; }

    public double? ThrottlingRateLimit { get; init; }

    public static RouteSettingsBody Of(RouteSettings settings) => new()
    {
        DetailedMetricsEnabled = settings.HasDetailedMetrics,
        ThrottlingBurstLimit = settings.BurstLimit,
        ThrottlingRateLimit = settings.RateLimit,
    };

    /// <param name="member">For refusals.</param>
    /// <param name="before">What is not given stays.</param>
    /// <exception cref="Protocols.AwsError">BadRequestException.</exception>
    public RouteSettings Over(RouteSettings before, string member)
    {
        if (Others?.Keys.FirstOrDefault() is { } unknown) throw ApiErrors.Unsupported($"{member}: {unknown}");
        if (ThrottlingBurstLimit < 0) throw ApiErrors.Invalid($"{member}.throttlingBurstLimit", $"{ThrottlingBurstLimit}", "it is 0 or more");
        if (ThrottlingRateLimit < 0) throw ApiErrors.Invalid($"{member}.throttlingRateLimit", $"{ThrottlingRateLimit}", "it is 0 or more");
        return new RouteSettings(ThrottlingBurstLimit, ThrottlingRateLimit, DetailedMetricsEnabled).Over(before);
    }

    /// <summary>Settings of single routes, over those that there are.</summary>
    /// <exception cref="Protocols.AwsError">BadRequestException.</exception>
    public static ImmutableSortedDictionary<string, RouteSettings> Over(ImmutableSortedDictionary<string, RouteSettings> before, Dictionary<string, RouteSettingsBody>? given)
    {
        foreach (var (key, body) in given ?? [])
        {
            RouteKey.Parse(key);
            before = before.SetItem(key, body.Over(before.GetValueOrDefault(key) ?? RouteSettings.None, $"routeSettings.'{key}'"));
        }

        return before;
    }
}

/// <summary>Where and how a stage's requests are logged, on the wire.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html</remarks>
internal sealed record AccessLogBody : StrictBody
{
    public string? DestinationArn { get; init; }

    public string? Format { get; init; }

    public static AccessLogBody? Of(AccessLogSettings? log) => log is null ? null : new AccessLogBody { DestinationArn = log.DestinationArn, Format = log.Format };

    /// <exception cref="Protocols.AwsError">BadRequestException.</exception>
    public AccessLogSettings Over(AccessLogSettings? before)
    {
        if (Others?.Keys.FirstOrDefault() is { } unknown) throw ApiErrors.Unsupported($"accessLogSettings: {unknown}");
        var arn = DestinationArn ?? before?.DestinationArn ?? throw ApiErrors.Missing("accessLogSettings.destinationArn");
        var format = Format ?? before?.Format ?? throw ApiErrors.Missing("accessLogSettings.format");
        var settings = new AccessLogSettings(arn, format).Checked();
        AccessLogFormat.CheckForHttp(format);
        return settings;
    }
}
