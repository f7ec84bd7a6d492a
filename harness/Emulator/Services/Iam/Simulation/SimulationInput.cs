using TaskTracker.Emulation.Protocols;
using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Language;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Services.Iam.Simulation;

/// <summary>What both simulations take alike.</summary>
/// <param name="Policies">Given as texts, in addition to those of the principal, if there is one.</param>
/// <param name="Boundary">Takes the place of the principal's own.</param>
/// <param name="ResourceArns"><c>*</c> alone when none was given.</param>
internal sealed record SimulationInput(
    IReadOnlyList<Policy> Policies, Policy? Boundary, IReadOnlyList<string> ActionNames, IReadOnlyList<string> ResourceArns, Policy? ResourcePolicy,
    string? CallerArn, RequestContext Context, PageRequest Page)
{
    public static readonly string[] Parameters =
    [
        "PolicyInputList", "PermissionsBoundaryPolicyInputList", "ActionNames", "ResourceArns", "ResourcePolicy", "ResourceOwner", "CallerArn", "ContextEntries",
        "ResourceHandlingOption", "MaxItems", "Marker",
    ];

    /// <exception cref="AwsError">InvalidInput, ValidationError.</exception>
    public static SimulationInput Read(QueryForm form)
    {
        var boundaries = form.List("PermissionsBoundaryPolicyInputList");
        if (boundaries.Count > 1) throw IamErrors.InvalidInput("There can be only one permissions boundary in PermissionsBoundaryPolicyInputList.");
        var resources = form.List("ResourceArns") is { Count: > 0 } given ? given : ["*"];
        Scenarios.Check(form.Optional("ResourceHandlingOption"), resources);
        CheckOwner(form.Optional("ResourceOwner"));
        return new SimulationInput(
            [.. form.List("PolicyInputList").Select((json, i) => Parse($"PolicyInputList.{i + 1}", PolicyKind.IdentityInline, json))],
            boundaries.Count == 0 ? null : Parse("PermissionsBoundaryPolicyInputList.1", PolicyKind.Boundary, boundaries[0]),
            Actions(form),
            [.. resources.Select(Resource)],
            form.Optional("ResourcePolicy") is { } policy ? Parse("ResourcePolicy", PolicyKind.Resource, policy) : null,
            form.Optional("CallerArn") is { } caller ? Caller(caller) : null,
            ContextEntries.Read(form),
            PageRequest.Read(form));
    }

    /// <exception cref="AwsError">InvalidInput: the document is malformed.</exception>
    public static Policy Parse(string name, PolicyKind kind, string json)
    {
        try
        {
            return Policy.Parse(name, kind, json);
        }
        catch (MalformedPolicyException malformed)
        {
            throw IamErrors.InvalidInput($"{name}: {malformed.Message}");
        }
    }

    private static IReadOnlyList<string> Actions(QueryForm form)
    {
        var actions = form.List("ActionNames");
        if (actions.Count == 0) form.Required("ActionNames");
        foreach (var action in actions)
        {
            var isName = action.Split(':') is [{ Length: > 0 }, { Length: > 0 }] && !action.AsSpan().ContainsAny('*', '?');
            if (!isName) throw IamErrors.InvalidInput($"Invalid Action Name: {action}. An action is a service and an operation without wildcards, such as dynamodb:PutItem.");
        }

        return actions;
    }

    private static string Resource(string arn) =>
        arn == "*" || arn.Split(':', 6) is ["arn", _, _, _, _, { Length: > 0 }] ? arn : throw IamErrors.InvalidInput($"Invalid Resource Arn: {arn}.");

    /// <summary>Only users may stand in for a caller.</summary>
    private static string Caller(string arn) => arn.Split(':', 6) is ["arn", _, "iam", "", { Length: 12 }, var name] && name.StartsWith("user/", StringComparison.Ordinal)
        ? arn
        : throw IamErrors.InvalidInput($"Invalid Caller Arn: {arn}. It must be the ARN of a user.");

    private static void CheckOwner(string? owner)
    {
        if (owner is null || (owner.Length == 12 && owner.All(char.IsAsciiDigit))) return;
        if (owner.Split(':', 6) is not ["arn", _, "iam", "", { Length: 12 }, "root"]) throw IamErrors.InvalidInput($"Invalid Resource Owner: {owner}.");
    }
}
