using System.Text.Json.Nodes;
using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Language;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Policies.Tests.Differential;

/// <summary>A request and the policies that decide it, as both evaluators are given them.</summary>
internal sealed record Pair(
    string Principal, string Action, string Resource, IReadOnlyDictionary<string, string[]> Context, IReadOnlyList<string> Identity, string? Boundary, string? Session, string? ResourcePolicy)
{
    public const string Account = "111122223333";

    public string ToJson() => new JsonObject
    {
        ["principal"] = Principal,
        ["action"] = Action,
        ["resource"] = Resource,
        ["account"] = Account,
        ["context"] = new JsonObject(Context.Select(c => new KeyValuePair<string, JsonNode?>(
            c.Key, c.Key == "aws:TagKeys" ? new JsonArray([.. c.Value.Select(v => JsonValue.Create(v))]) : JsonValue.Create(c.Value[0])))),
        ["identity"] = new JsonArray([.. Identity.Select(i => JsonNode.Parse(i))]),
        ["boundary"] = Boundary is null ? null : JsonNode.Parse(Boundary),
        ["session"] = Session is null ? null : JsonNode.Parse(Session),
        ["resourcePolicy"] = ResourcePolicy is null ? null : JsonNode.Parse(ResourcePolicy),
    }.ToJsonString();

    /// <summary>In the other evaluator's words.</summary>
    public string Decide()
    {
        var context = new RequestContext();
        foreach (var (key, values) in Context) context.Set(key, key == "aws:TagKeys" ? ContextValue.Of(values) : ContextValue.Of(values[0]));
        var policies = Identity.Select((text, i) => Policy.Parse($"policy-{i}", PolicyKind.IdentityInline, text)).ToList();
        if (Boundary is not null) policies.Add(Policy.Parse("boundary", PolicyKind.Boundary, Boundary));
        if (Session is not null) policies.Add(Policy.Parse("session", PolicyKind.Session, Session));
        if (ResourcePolicy is not null) policies.Add(Policy.Parse("resource", PolicyKind.Resource, ResourcePolicy));
        var principal = Principal.Contains(":user/", StringComparison.Ordinal)
            ? Requests.Principal.User(Principal, Account)
            : Requests.Principal.RoleSession(Principal, Account, $"arn:aws:iam::{Account}:role/r");
        return Evaluator.Decide(new AuthorizationRequest(principal, Action, Resource, context), PolicySet.Of([.. policies])) switch
        {
            Verdict.Allowed => "Allowed",
            Verdict.ExplicitDeny => "ExplicitlyDenied",
            _ => "ImplicitlyDenied",
        };
    }

    public override string ToString() => $"{Decide()}: {ToJson()}";
}
