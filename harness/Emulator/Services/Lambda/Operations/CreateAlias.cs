using System.Text.Json;
using System.Text.Json.Serialization;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

internal sealed record CreateAliasRequest(
    string? Name = null, string? FunctionVersion = null, string? Description = null, AliasRoutingRequest? RoutingConfig = null)
{
    [JsonIgnore]
    public FunctionName Function { get; init; } = new("", null);

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }

    public static CreateAliasRequest Read(Exchange exchange, AwsScope scope)
    {
        var request = LambdaRequest.Body(exchange, LambdaJson.Default.CreateAliasRequest, "CreateAlias");
        new Constraints().AliasName(request.Name).Present("functionVersion", request.FunctionVersion).Length("description", request.Description, 256).Check();
        AliasRules.Refuse(request.RoutingConfig);
        Constraints.RefuseOthers(request.Others);
        return request with { Function = LambdaRequest.Name(exchange, scope) };
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html</remarks>
internal static class CreateAlias
{
    public static AliasConfiguration Execute(LambdaService lambda, CreateAliasRequest request) => lambda.State.Changes.Commit(() =>
    {
        var function = request.Function.Latest(lambda.State, lambda.Scope);
        var alias = new FunctionAlias(request.Name ?? "", request.FunctionVersion ?? "", request.Description ?? "", Guid.NewGuid().ToString());
        AliasRules.CheckTarget(function, alias.FunctionVersion);
        if (function.Aliases.ContainsKey(alias.Name)) throw LambdaErrors.AliasExists($"{function.Arn}:{alias.Name}");
        var changed = function with { Aliases = function.Aliases.SetItem(alias.Name, alias) };
        return ((LambdaChange?)new LambdaChange.FunctionPut(changed), AliasConfiguration.Of(changed, alias));
    });
}
