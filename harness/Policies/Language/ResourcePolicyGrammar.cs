namespace TaskTracker.Policies.Language;

/// <summary>What is checked of a policy on a resource and of a role's trust policy, statement by statement.</summary>
internal static class ResourcePolicyGrammar
{
    private static string[] TrustActions =>
        ["sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity", "sts:TagSession", "sts:SetSourceIdentity", "sts:SetContext"];

    public static void Check(PolicyDocument document, PolicyKind kind)
    {
        if (document.Version is not (null or PolicyDocument.Current or PolicyDocument.Earlier)) throw Malformed.WrongVersion();
        if (document.Statements.Count == 0) throw Malformed.NoStatement();
        foreach (var statement in document.Statements)
        {
            CheckEffect(statement);
            CheckPrincipal(statement, kind);
            if (!statement.Conditions.All(c => c.HasReadableDates)) throw Malformed.Syntax(statement.Start);
            if (statement.Action is not { Names.Count: > 0 } actions) throw Malformed.Missing("Action", statement.Start);
            if (kind is PolicyKind.Trust) CheckTrust(statement, actions);
        }

        var sids = document.Statements.Where(s => !string.IsNullOrEmpty(s.Sid)).Select(s => s.Sid).ToList();
        if (sids.Distinct().Count() != sids.Count) throw Malformed.StatementIdTwice();
    }

    private static void CheckEffect(StatementSyntax statement)
    {
        if (statement.Effect is null) throw Malformed.Missing("Effect", statement.Start);
        if (statement.Effect is not ("Allow" or "Deny")) throw Malformed.Effect(statement.Effect, statement.Start);
    }

    private static void CheckPrincipal(StatementSyntax statement, PolicyKind kind)
    {
        if (statement.Principal is not { } principal) throw Malformed.Missing("Principal", statement.Start);
        if (principal.Negated && kind is PolicyKind.Trust)
            throw statement.Effect == "Allow" ? Malformed.AllowNotPrincipal(statement.Start) : Malformed.TrustNotPrincipal(statement.Start);
        if (!principal.Everyone && principal.Entries.Count == 0) throw Malformed.EmptyPrincipal(statement.Start);
        foreach (var (type, values) in principal.Entries)
        {
            foreach (var value in values.Where(v => !PrincipalFormat.IsValid(type, v))) throw Malformed.Principal(type, value, statement.Start);
        }
    }

    private static void CheckTrust(StatementSyntax statement, NameList actions)
    {
        if (!actions.Names.All(a => TrustActions.Contains(a, StringComparer.OrdinalIgnoreCase))) throw Malformed.TrustAction(statement.Start);
        if (statement.Resource is { } resource) throw resource.Negated ? Malformed.TrustNotResource(statement.Start) : Malformed.Prohibited("Resource", statement.Start);
    }
}
