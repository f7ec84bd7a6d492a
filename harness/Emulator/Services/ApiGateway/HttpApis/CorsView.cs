using System.Collections.Immutable;

namespace TaskTracker.Emulation.Services.ApiGateway.HttpApis;

/// <summary>A CORS configuration on the wire: only what was set.</summary>
internal sealed record CorsView : StrictBody
{
    private const int MaxAgeLimitSeconds = 86_400;

    public bool? AllowCredentials { get; init; }

    public ImmutableArray<string>? AllowHeaders { get; init; }

    public ImmutableArray<string>? AllowMethods { get; init; }

    public ImmutableArray<string>? AllowOrigins { get; init; }

    public ImmutableArray<string>? ExposeHeaders { get; init; }

    /// <summary>Seconds.</summary>
    public int? MaxAge { get; init; }

    public static CorsView? Of(Cors? cors) => cors is null ? null : new CorsView
    {
        AllowCredentials = cors.AllowCredentials,
        AllowHeaders = Given(cors.AllowHeaders),
        AllowMethods = Given(cors.AllowMethods),
        AllowOrigins = Given(cors.AllowOrigins),
        ExposeHeaders = Given(cors.ExposeHeaders),
        MaxAge = cors.MaxAgeSeconds,
    };

    /// <summary>The configuration, or <c>null</c> when nothing in it is set.</summary>
    /// <exception cref="Protocols.AwsError">BadRequestException.</exception>
    public Cors? Check()
    {
        if (Others?.Keys.FirstOrDefault() is { } unknown) throw ApiErrors.Unsupported($"corsConfiguration: {unknown}");
        var cors = new Cors(
            AllowOrigins ?? [], [.. (AllowMethods ?? []).Select(m => m.ToUpperInvariant())], AllowHeaders ?? [], ExposeHeaders ?? [], MaxAge, AllowCredentials);
        foreach (var origin in cors.AllowOrigins) CheckOrigin(origin);
        foreach (var method in cors.AllowMethods) CheckMethod(method);
        foreach (var header in cors.AllowHeaders.Concat(cors.ExposeHeaders)) CheckHeader(header);
        if (cors.MaxAgeSeconds is < -1 or > MaxAgeLimitSeconds) throw ApiErrors.Invalid("maxAge", $"{cors.MaxAgeSeconds}", "it is between -1 and 86400");
        if (cors.AllowCredentials == true && cors.AllowOrigins.Contains("*")) throw HttpApiErrors.CredentialsForEveryOrigin();
        var isEmpty = cors is { AllowOrigins.IsEmpty: true, AllowMethods.IsEmpty: true, AllowHeaders.IsEmpty: true, ExposeHeaders.IsEmpty: true, MaxAgeSeconds: null, AllowCredentials: null };
        return isEmpty ? null : cors;
    }

    private static void CheckOrigin(string origin)
    {
        if (origin is "*" or "https://*" or "http://*") return;
        var isOrigin = Uri.TryCreate(origin, UriKind.Absolute, out var uri) && origin.Contains("://", StringComparison.Ordinal) && !origin.EndsWith('/')
            && !origin.Contains('*', StringComparison.Ordinal) && uri.PathAndQuery is "/" or "";
        if (!isOrigin || !IsHeaderText(origin)) throw ApiErrors.Invalid("allowOrigins", origin, "an origin is *, https://*, http://*, or a scheme with a host and no path");
    }

    private static void CheckMethod(string method)
    {
        if (method != "*" && (method == RouteKey.AnyMethod || !RouteKey.Methods.Contains(method)))
        {
            throw ApiErrors.Invalid("allowMethods", method, "a method is GET, DELETE, HEAD, OPTIONS, PATCH, POST, PUT or *");
        }
    }

    private static void CheckHeader(string header)
    {
        if (header.Length == 0 || !IsHeaderText(header)) throw ApiErrors.Invalid("allowHeaders", header, "a header has a name in ASCII");
    }

    private static bool IsHeaderText(string text) => text.All(c => c is > ' ' and < '\x7f' and not ',');

    private static ImmutableArray<string>? Given(ImmutableArray<string> list) => list.IsEmpty ? null : list;
}
