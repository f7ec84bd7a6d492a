using System.Text.Json;
using System.Text.Json.Serialization;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

internal sealed record UpdateAliasRequest(
    string? FunctionVersion = null, string? Description = null, AliasRoutingRequest? RoutingConfig = null, string? RevisionId = null)
{
    [JsonIgnore]
    public AliasName Alias { get; init; } = new(new FunctionName("", null), "");

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }

    public static UpdateAliasRequest Read(Exchange exchange, AwsScope scope)
    {
        var request = LambdaRequest.Body(exchange, LambdaJson.Default.UpdateAliasRequest, "UpdateAlias");
        new Constraints().Length("description", request.Description, 256).Check();
        AliasRules.Refuse(request.RoutingConfig);
        Constraints.RefuseOthers(request.Others);
        return request with { Alias = AliasName.Read(exchange, scope) };
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_UpdateAlias.html</remarks>
internal static class UpdateAlias
{
    public static AliasConfiguration Execute(LambdaService lambda, UpdateAliasRequest request)
    {
        var (changed, answer) = lambda.State.Changes.Commit(() =>
        {
            var function = request.Alias.Function.Latest(lambda.State, lambda.Scope);
            var alias = AliasRules.Find(function, request.Alias.Name);
            if (request.RevisionId is not null && request.RevisionId != alias.RevisionId) throw LambdaErrors.WrongRevision();
            if (request.FunctionVersion is { } version) AliasRules.CheckTarget(function, version);
            var next = alias with
            {
                FunctionVersion = request.FunctionVersion ?? alias.FunctionVersion,
                Description = request.Description ?? alias.Description,
                RevisionId = Guid.NewGuid().ToString(),
            };
            var changed = function with { Aliases = function.Aliases.SetItem(alias.Name, next) };
            if (function.Provisioned.ContainsKey(alias.Name)) PutProvisionedConcurrencyConfig.CheckOthers(changed, alias.Name);
            return ((LambdaChange?)new LambdaChange.FunctionPut(changed), (changed, AliasConfiguration.Of(changed, next)));
        });
        lambda.Settle(changed);
        return answer;
    }
}
