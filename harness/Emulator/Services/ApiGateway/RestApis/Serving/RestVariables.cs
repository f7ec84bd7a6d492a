using System.Globalization;
using TaskTracker.Emulation.Services.ApiGateway.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis.Serving;

/// <summary>Variables of templates and mapped headers.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html</remarks>
internal static class RestVariables
{
    private const string StagePrefix = "stageVariables.";

    /// <param name="name">Such as <c>context.requestId</c>.</param>
    /// <returns><c>null</c> for a variable without a value.</returns>
    public static string? Find(string name, RestCall call, RestRefusal? refusal) => name switch
    {
        "context.accountId" => call.Scope.Account,
        "context.apiId" => call.Api.Id,
        "context.deploymentId" => call.Stage.DeploymentId,
        "context.domainName" => call.DomainName,
        "context.domainPrefix" => call.Api.Id,
        "context.error.message" => refusal?.Message,
        "context.error.messageString" => refusal is null ? null : $"\"{refusal.Message}\"",
        "context.error.responseType" => refusal?.Type,
        "context.extendedRequestId" => call.ExtendedRequestId,
        "context.httpMethod" => call.Request.Method,
        "context.identity.sourceIp" => call.SourceIp,
        "context.identity.userAgent" => call.UserAgent,
        "context.path" => call.Path,
        "context.protocol" => "HTTP/1.1",
        "context.requestId" => call.RequestId,
        "context.requestTime" => RequestTime(call),
        "context.requestTimeEpoch" => call.Now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        "context.resourceId" => call.Resource?.Id,
        "context.resourcePath" => call.Resource?.Path,
        "context.stage" => call.Stage.Name,
        _ when name.StartsWith(StagePrefix, StringComparison.Ordinal) => call.Stage.Variables?.GetValueOrDefault(name[StagePrefix.Length..]),
        _ => null,
    };

    private static string RequestTime(RestCall call)
    {
        Span<char> time = stackalloc char[ApiCall.TimeLength];
        call.FormatTime(time);
        return time.ToString();
    }
}
