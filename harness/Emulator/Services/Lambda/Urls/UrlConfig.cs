using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda.Urls;

/// <summary>A function URL as answers show it.</summary>
internal sealed record UrlConfig(
    [property: JsonPropertyName("FunctionUrl")] string Url, string FunctionArn, string AuthType, UrlCors? Cors, string CreationTime, string LastModifiedTime,
    string InvokeMode = "BUFFERED")
{
    public static UrlConfig Of(LambdaService lambda, Function function, string? qualifier, FunctionUrl url) => new(
        lambda.UrlOf(url.Id), qualifier is null ? function.Arn : $"{function.Arn}:{qualifier}", url.AuthType, url.Cors, Text(url.CreatedAt), Text(url.LastModified));

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}

/// <summary>The request of both operations that change one.</summary>
internal sealed record UrlConfigRequest(string? AuthType = null, UrlCors? Cors = null, string? InvokeMode = null)
{
    private const int MaxNames = 100;
    private const int MaxHeaderLength = 1024;
    private const int MaxOriginLength = 253;
    private const int MaxMethods = 6;

    /// <summary>Which leaves out <c>OPTIONS</c>: preflights are answered without the function.</summary>
    private const int MaxMethodLength = 6;

    [JsonIgnore]
    public FunctionName Function { get; init; } = new("", null);

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }

    public static UrlConfigRequest Read(Exchange exchange, AwsScope scope)
    {
        var request = LambdaRequest.Body(exchange, LambdaJson.Default.UrlConfigRequest, "CreateFunctionUrlConfig");
        new Constraints()
            .OneOf("authType", request.AuthType, "AWS_IAM", "NONE")
            .OneOf("invokeMode", request.InvokeMode, "BUFFERED", "RESPONSE_STREAM")
            .Range("cors.maxAge", request.Cors?.MaxAge, 0, 86400)
            .Each("cors.allowHeaders", request.Cors?.AllowHeaders, MaxNames, 0, MaxHeaderLength)
            .Each("cors.allowMethods", request.Cors?.AllowMethods, MaxMethods, 0, MaxMethodLength)
            .Each("cors.allowOrigins", request.Cors?.AllowOrigins, MaxNames, 1, MaxOriginLength)
            .Each("cors.exposeHeaders", request.Cors?.ExposeHeaders, MaxNames, 0, MaxHeaderLength)
            .Check();
        if (request.InvokeMode == "RESPONSE_STREAM") throw LambdaErrors.NotSupported("InvokeMode RESPONSE_STREAM");
        Constraints.RefuseOthers(request.Others);
        return request with { Function = UrlTarget.Read(exchange, scope) };
    }
}

/// <summary>The function or the alias that a request about URLs names.</summary>
internal static class UrlTarget
{
    /// <exception cref="AwsError">ValidationException: versions have no URL.</exception>
    public static FunctionName Read(Exchange exchange, AwsScope scope)
    {
        var name = LambdaRequest.Name(exchange, scope);
        if (name.Qualifier is not { } qualifier || !(qualifier == Deployment.Latest || qualifier.All(char.IsAsciiDigit))) return name;
        var constraints = new Constraints();
        constraints.Add("qualifier", qualifier, "Member must satisfy regular expression pattern: ((?!^\\d+$)^[0-9a-zA-Z-_]+$)");
        constraints.Check();
        return name;
    }

    /// <exception cref="AwsError">ResourceNotFoundException.</exception>
    public static (Function Function, FunctionUrl Url) Find(LambdaService lambda, FunctionName name)
    {
        var function = lambda.State.Find(name.Name) ?? throw LambdaErrors.NoUrl();
        return (function, function.Urls.GetValueOrDefault(name.Qualifier ?? "") ?? throw LambdaErrors.NoUrl());
    }
}
