using System.Text.Json;
using System.Text.Json.Serialization;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Language;

namespace TaskTracker.Emulation.Services.Lambda;

/// <summary>A function's resource policy as a policy document.</summary>
/// <remarks>Form recorded as lambda_/test_lambda_api: test_add_lambda_permission_aws, test_add_lambda_permission_fields.</remarks>
internal sealed record ResourcePolicy(string Version, string Id, IReadOnlyList<ResourcePolicyStatement> Statement)
{
    /// <param name="resource">ARN of the function, its version or its alias.</param>
    public static string Render(IEnumerable<PolicyStatement> statements, string resource, AwsScope scope)
    {
        var policy = new ResourcePolicy("2012-10-17", "default", [.. statements.Select(s => ResourcePolicyStatement.Of(s, resource, scope))]);
        return JsonSerializer.Serialize(policy, LambdaJson.Default.ResourcePolicy);
    }

    public static Policy Parse(IEnumerable<PolicyStatement> statements, string resource, AwsScope scope) =>
        Policy.Parse("function policy", PolicyKind.Resource, Render(statements, resource, scope));

    /// <summary>Whether its principal can be one: the service model leaves nothing else open.</summary>
    public static bool IsPossible(PolicyStatement statement, string resource, AwsScope scope)
    {
        try
        {
            _ = Parse([statement], resource, scope);
            return true;
        }
        catch (MalformedPolicyException)
        {
            return false;
        }
    }
}

/// <param name="Principal"><c>"*"</c>, or an object with <c>Service</c> or <c>AWS</c>.</param>
internal sealed record ResourcePolicyStatement(
    string Sid, string Effect, JsonElement Principal, string Action, string Resource,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, Dictionary<string, string>>? Condition)
{
    public static ResourcePolicyStatement Of(PolicyStatement statement, string resource, AwsScope scope) => new(
        statement.Sid, "Allow", PrincipalOf(statement.Principal, scope), statement.Action, resource, ConditionOf(statement));

    public static string Render(PolicyStatement statement, string resource, AwsScope scope) =>
        JsonSerializer.Serialize(Of(statement, resource, scope), LambdaJson.Default.ResourcePolicyStatement);

    private static JsonElement PrincipalOf(string principal, AwsScope scope)
    {
        if (principal == "*") return JsonSerializer.SerializeToElement(principal, LambdaJson.Default.String);
        var (kind, value) = principal switch
        {
            _ when principal.Length == 12 && principal.All(char.IsAsciiDigit) => ("AWS", (scope with { Account = principal }).GlobalArn("iam", "root")),
            _ when principal.StartsWith("arn:", StringComparison.Ordinal) => ("AWS", principal),
            _ => ("Service", principal),
        };
        return JsonSerializer.SerializeToElement(new Dictionary<string, string> { [kind] = value }, LambdaJson.Default.DictionaryStringString);
    }

    private static Dictionary<string, Dictionary<string, string>>? ConditionOf(PolicyStatement statement)
    {
        var equals = new Dictionary<string, string>();
        if (statement.SourceAccount is { } account) equals["AWS:SourceAccount"] = account;
        if (statement.EventSourceToken is { } token) equals["lambda:EventSourceToken"] = token;
        if (statement.PrincipalOrgId is { } organisation) equals["aws:PrincipalOrgID"] = organisation;
        if (statement.FunctionUrlAuthType is { } authType) equals["lambda:FunctionUrlAuthType"] = authType;

        var condition = new Dictionary<string, Dictionary<string, string>>();
        if (equals.Count > 0) condition["StringEquals"] = equals;
        if (statement.InvokedViaFunctionUrl is { } viaUrl) condition["Bool"] = new Dictionary<string, string> { ["lambda:InvokedViaFunctionUrl"] = viaUrl ? "true" : "false" };
        if (statement.SourceArn is { } arn) condition["ArnLike"] = new Dictionary<string, string> { ["AWS:SourceArn"] = arn };
        return condition.Count == 0 ? null : condition;
    }
}
