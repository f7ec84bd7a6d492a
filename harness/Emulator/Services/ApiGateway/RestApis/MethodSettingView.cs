using System.Globalization;
using TaskTracker.Emulation.Services.ApiGateway.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis;

/// <summary>A method's settings as answers show them: throttling as it was set, the rest as it is when nobody has set it.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_MethodSetting.html</remarks>
internal sealed record MethodSettingView(
    bool MetricsEnabled,
    string LoggingLevel,
    bool DataTraceEnabled,
    int ThrottlingBurstLimit,
    double ThrottlingRateLimit,
    bool CachingEnabled,
    int CacheTtlInSeconds,
    bool CacheDataEncrypted,
    bool RequireAuthorizationForCacheControl,
    string UnauthorizedCacheControlHeaderStrategy)
{
    private const int StandardCacheTtl = 300;

    public static MethodSettingView Of(MethodSettings settings) => new(
        MetricsEnabled: false, "OFF", DataTraceEnabled: false, settings.BurstLimit ?? TokenBucket.AccountBurst, settings.RateLimit ?? TokenBucket.AccountRate,
        CachingEnabled: false, StandardCacheTtl, CacheDataEncrypted: false, RequireAuthorizationForCacheControl: true, "SUCCEED_WITH_RESPONSE_HEADER");
}

/// <summary>A patch operation on the settings of one method, or of all: <c>/{resource}/{method}/{setting}</c>.</summary>
/// <param name="Key">See <see cref="MethodSettings.Key"/>.</param>
/// <param name="Setting">Such as <c>throttling/rateLimit</c>; <c>null</c> for all of them.</param>
/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateStage-Patch</remarks>
internal sealed record MethodPatch(string Key, string? Setting)
{
    private static readonly string[] Groups = ["throttling", "metrics", "logging", "caching"];

    /// <returns><c>null</c> for a path of anything else.</returns>
    public static MethodPatch? Find(PatchOperation operation)
    {
        if (operation.Path?.Split('/') is not ["", .. { Length: >= 2 } parts]) return null;
        var length = parts.Length >= 4 && Groups.Contains(parts[^2]) ? parts.Length - 2 : parts.Length;
        var path = string.Join('/', parts[..(length - 1)]).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        var method = parts[length - 1];
        if (method != "*" && !Method.All.Contains(method)) return null;
        return new MethodPatch(MethodSettings.Key(path, method), length == parts.Length ? null : string.Join('/', parts[length..]));
    }

    /// <returns><c>null</c> for a path or an operation that there is not.</returns>
    /// <exception cref="Protocols.AwsError">BadRequestException.</exception>
    public Stage? Apply(Stage stage, RestApi api, PatchOperation operation)
    {
        if (Setting is null) return operation.Op == "remove" ? stage with { Settings = stage.Settings.Remove(Key) } : null;
        if (operation.Op is not ("replace" or "add")) return null;
        if (Key != MethodSettings.AllMethods && !Methods(api.Deployments[stage.DeploymentId].Configuration).Contains(Key)) throw RestApiErrors.UnknownMethodSetting(operation);
        var before = stage.Settings.GetValueOrDefault(Key) ?? MethodSettings.None;
        var after = Setting switch
        {
            "throttling/burstLimit" => before with { BurstLimit = Whole(operation) },
            "throttling/rateLimit" => before with { RateLimit = Number(operation) },
            "metrics/enabled" or "logging/dataTrace" or "caching/enabled" when !operation.Flag => before,
            "logging/loglevel" when operation.Given == "OFF" => before,
            _ => throw ApiErrors.Unsupported($"UpdateStage: {operation.Path} = {operation.Given}"),
        };
        return stage with { Settings = stage.Settings.SetItem(Key, after) };
    }

    private static IEnumerable<string> Methods(RestConfiguration configuration) =>
        configuration.Resources.Values.SelectMany(r => r.Methods.Keys.Select(m => MethodSettings.Key(configuration.PathOf(r), m)));

    private static int Whole(PatchOperation operation) => Number(operation) is var number && double.IsInteger(number)
        ? (int)number
        : throw ApiErrors.Invalid(operation.Path ?? "", operation.Given, "it is a whole number of requests");

    /// <returns>−1 for no limit of its own.</returns>
    private static double Number(PatchOperation operation) =>
        double.TryParse(operation.Given, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= -1 and <= int.MaxValue
            ? number
            : throw ApiErrors.Invalid(operation.Path ?? "", operation.Given, "it is a number of requests");
}
