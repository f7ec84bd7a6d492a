using System.Text.Json.Serialization;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

internal sealed record UpdateFunctionConfigurationRequest(string? RevisionId = null) : SettingsRequest
{
    [JsonIgnore]
    public FunctionName Function { get; init; } = new("", null);

    public static UpdateFunctionConfigurationRequest Read(Exchange exchange, AwsScope scope)
    {
        var request = LambdaRequest.Body(exchange, LambdaJson.Default.UpdateFunctionConfigurationRequest, "UpdateFunctionConfiguration");
        request.Check();
        return request with { Function = LambdaRequest.Name(exchange, scope) };
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html</remarks>
internal static class UpdateFunctionConfiguration
{
    public static FunctionConfiguration Execute(LambdaService lambda, UpdateFunctionConfigurationRequest request)
    {
        lambda.Updates.Refuse(request.Function.Latest(lambda.State, lambda.Scope));
        lambda.CheckRole(request.Role);
        var function = lambda.Change(request.Function, request.RevisionId, zip: null, (function, number) => function with
        {
            Deployment = function.Deployment with { Number = number, Settings = request.ApplyTo(function.Deployment.Settings) },
        });
        return FunctionConfiguration.Updated(function, lambda.Scope);
    }
}
