using TaskTracker.Policies.Catalogue;
using TaskTracker.Policies.Language;
using TaskTracker.Policies.Matching;

namespace TaskTracker.Policies.Linting;

/// <summary>Permissions with which their holder can give itself more.</summary>
/// <remarks>Source of the list: https://bishopfox.com/blog/privilege-escalation-in-aws and https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/</remarks>
internal static class EscalationRules
{
    private static readonly (string[] Needs, string How)[] Ways =
    [
        (["iam:CreatePolicyVersion"], "write a new version of a policy that it has"),
        (["iam:SetDefaultPolicyVersion"], "bring back a wider version of a policy that it has"),
        (["iam:AttachUserPolicy"], "attach any policy to a user"),
        (["iam:AttachGroupPolicy"], "attach any policy to a group"),
        (["iam:AttachRolePolicy"], "attach any policy to a role"),
        (["iam:PutUserPolicy"], "write any policy into a user"),
        (["iam:PutGroupPolicy"], "write any policy into a group"),
        (["iam:PutRolePolicy"], "write any policy into a role"),
        (["iam:AddUserToGroup"], "join any group"),
        (["iam:CreateAccessKey"], "make keys for another user"),
        (["iam:CreateLoginProfile"], "give another user a password"),
        (["iam:UpdateLoginProfile"], "change another user's password"),
        (["iam:UpdateAssumeRolePolicy", "sts:AssumeRole"], "let itself assume any role"),
        (["iam:DeleteRolePermissionsBoundary"], "take off the boundary that limits a role"),
        (["iam:DeleteUserPermissionsBoundary"], "take off the boundary that limits a user"),
        (["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"], "run code of its own with any role that Lambda may assume"),
        (["iam:PassRole", "lambda:CreateFunction", "lambda:AddPermission"], "run code of its own with any role that Lambda may assume"),
        (["iam:PassRole", "lambda:CreateFunction", "lambda:CreateEventSourceMapping"], "run code of its own with any role that Lambda may assume"),
        (["iam:PassRole", "cloudformation:CreateStack"], "make a stack with any role that CloudFormation may assume"),
        (["iam:PassRole", "states:CreateStateMachine", "states:StartExecution"], "run a state machine with any role that Step Functions may assume"),
        (["lambda:UpdateFunctionCode"], "put code of its own into a function, which runs with that function's role"),
        (["lambda:UpdateFunctionConfiguration"], "put a layer of its own into a function, which runs with that function's role"),
    ];

    /// <summary>By owner: permissions of several policies add up.</summary>
    public static IEnumerable<LintFinding> Check(IReadOnlyList<LintedPolicy> policies) => policies
        .Where(p => p.Kind is PolicyKind.IdentityInline or PolicyKind.IdentityManaged)
        .GroupBy(p => p.Owner)
        .SelectMany(owner => Check(owner.Key, [.. owner.SelectMany(p => p.Statements)]));

    private static IEnumerable<LintFinding> Check(string owner, IReadOnlyList<LintedStatement> statements)
    {
        var found =
            from way in Ways
            let grants = way.Needs.Select(n => statements.FirstOrDefault(s => Grants(s, n))).OfType<LintedStatement>().ToList()
            where grants.Count == way.Needs.Length && !way.Needs.Any(n => IsDenied(statements, n))
            group way by (grants[0].Line, way.How) into sameEnd
            group sameEnd.First() by sameEnd.Key.Line;
        foreach (var line in found)
        {
            var (needs, how) = line.First();
            var more = line.Count() > 1 ? $"; and there are {line.Count() - 1} more ways" : "";
            yield return new LintFinding("privilege-escalation", Severity.Error, owner, $"With {string.Join(" and ", needs)} its holder can {how}{more}.", line.Key);
        }

        if (statements.FirstOrDefault(s => Grants(s, "sts:AssumeRole") && s.Resources.Any(r => r.Text == "*")) is { } any && !IsDenied(statements, "sts:AssumeRole"))
        {
            yield return new LintFinding("privilege-escalation", Severity.Error, owner, "With sts:AssumeRole on every resource its holder can assume every role that trusts the account.", any.Line);
        }
    }

    private static bool Grants(LintedStatement statement, string action) =>
        statement.Effect is Effect.Allow && !statement.HasCondition && statement.NotAction != statement.Actions.Any(a => Names(a, action))
        && (statement.NotResource || statement.Resources.Count == 0 || statement.Resources.Any(r => ActionCatalogue.Known.Find(action)?.ActsOn(r.Text) != false));

    private static bool IsDenied(IReadOnlyList<LintedStatement> statements, string action) =>
        statements.Any(s => s.Effect is Effect.Deny && !s.HasCondition && s.Resources.Any(r => r.Text == "*") && s.NotAction != s.Actions.Any(a => Names(a, action)));

    private static bool Names(PolicyWord word, string action) => PatternText.Covers(word.Text.ToLowerInvariant(), action.ToLowerInvariant());
}
