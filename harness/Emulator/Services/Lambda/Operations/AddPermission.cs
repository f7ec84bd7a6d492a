using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

internal sealed partial record AddPermissionRequest(
    string? StatementId = null, string? Action = null, string? Principal = null, string? SourceArn = null, string? SourceAccount = null,
    string? EventSourceToken = null, string? PrincipalOrgID = null, string? FunctionUrlAuthType = null, bool? InvokedViaFunctionUrl = null, string? RevisionId = null)
{
    private const string SourceArnText = @"arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\-])+:([a-z]{2}(-gov)?-[a-z]+-\d{1})?:(\d{12})?:(.*)";

    [JsonIgnore]
    public FunctionName Function { get; init; } = new("", null);

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }

    public PolicyStatement Statement => new(
        StatementId ?? "", Action ?? "", Principal ?? "", SourceArn, SourceAccount, EventSourceToken, PrincipalOrgID, FunctionUrlAuthType, InvokedViaFunctionUrl);

    public static AddPermissionRequest Read(Exchange exchange, AwsScope scope)
    {
        var request = LambdaRequest.Body(exchange, LambdaJson.Default.AddPermissionRequest, "AddPermission");
        new Constraints()
            .Present("statementId", request.StatementId).Present("action", request.Action).Present("principal", request.Principal)
            .Pattern("statementId", request.StatementId, SidRegex(), "([a-zA-Z0-9-_]+)").Length("statementId", request.StatementId, 100)
            .Pattern("action", request.Action, ActionRegex(), "(lambda:[*]|lambda:[a-zA-Z]+|[*])")
            .Pattern("principal", request.Principal, PrincipalRegex(), @"[^\s]+")
            .Pattern("sourceArn", request.SourceArn, SourceArnRegex(), SourceArnText)
            .Pattern("sourceAccount", request.SourceAccount, AccountRegex(), @"\d{12}").Length("sourceAccount", request.SourceAccount, 12)
            .Pattern("eventSourceToken", request.EventSourceToken, TokenRegex(), @"[a-zA-Z0-9._\-]+").Length("eventSourceToken", request.EventSourceToken, 256)
            .Pattern("principalOrgID", request.PrincipalOrgID, OrganisationRegex(), "o-[a-z0-9]{10,32}")
            .OneOf("functionUrlAuthType", request.FunctionUrlAuthType, "NONE", "AWS_IAM")
            .Check();
        Constraints.RefuseOthers(request.Others);
        var name = LambdaRequest.NamespacedName(exchange, scope);
        return name.Qualifier == "$LATEST" ? throw LambdaErrors.NoLatestPolicies() : request with { Function = name };
    }

    [GeneratedRegex("^[a-zA-Z0-9-_]+$")]
    private static partial Regex SidRegex();

    [GeneratedRegex(@"^(lambda:[*]|lambda:[a-zA-Z]+|[*])$", RegexOptions.ExplicitCapture)]
    private static partial Regex ActionRegex();

    [GeneratedRegex(@"^[^\s]+$")]
    private static partial Regex PrincipalRegex();

    [GeneratedRegex($"^{SourceArnText}$", RegexOptions.ExplicitCapture)]
    private static partial Regex SourceArnRegex();

    [GeneratedRegex(@"^\d{12}$")]
    private static partial Regex AccountRegex();

    [GeneratedRegex(@"^[a-zA-Z0-9._\-]+$")]
    private static partial Regex TokenRegex();

    [GeneratedRegex("^o-[a-z0-9]{10,32}$")]
    private static partial Regex OrganisationRegex();
}

/// <param name="Statement">The statement as JSON text.</param>
internal sealed record AddPermissionResponse(string Statement);

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html</remarks>
internal static class AddPermission
{
    public static AddPermissionResponse Execute(LambdaService lambda, AddPermissionRequest request)
    {
        var statement = request.Statement;
        var resource = request.Function.Arn(lambda.Scope);
        lambda.ChangePolicy(request.Function, request.RevisionId, policy =>
        {
            if (policy.Any(s => s.Sid == statement.Sid)) throw LambdaErrors.StatementExists(statement.Sid);
            if (!ResourcePolicy.IsPossible(statement, resource, lambda.Scope)) throw LambdaErrors.NoPrincipal();
            lambda.CheckIdentity(statement.Principal);
            return policy.Add(statement);
        });
        return new AddPermissionResponse(ResourcePolicyStatement.Render(statement, resource, lambda.Scope));
    }
}
