using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Protocols.SigV4;
using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Language;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Services.Sts.Operations;

/// <param name="Policy">A document that limits the session; <c>null</c> without one.</param>
/// <param name="PolicyArns">Managed policies that do.</param>
internal sealed partial record AssumeRoleRequest(
    string RoleArn, string RoleSessionName, TimeSpan Duration, string? ExternalId, string? Policy, IReadOnlyList<string> PolicyArns,
    ImmutableSortedDictionary<string, string> Tags) : IQueryRequest<AssumeRoleRequest>
{
    private const int MostPolicies = 10;
    private const int MostTags = 50;
    private const int LeastNameLength = 2;
    private const int MostNameLength = 64;

    public static AssumeRoleRequest Read(QueryForm form)
    {
        form.RefuseOthers("RoleArn", "RoleSessionName", "DurationSeconds", "ExternalId", "Policy", "PolicyArns", "Tags");
        var arn = form.Required("RoleArn");
        if (!ArnPattern().IsMatch(arn)) throw StsErrors.InvalidArn(arn);
        var name = SessionName(form.Required("RoleSessionName"));
        var arns = form.Structures("PolicyArns").Select(p => form.Required(p + ".arn")).ToList();
        if (arns.Count > MostPolicies) throw StsErrors.TooManyPolicies(MostPolicies);
        return new AssumeRoleRequest(
            arn, name, Durations.Read(form, usual: 3600, most: 43_200), form.Optional("ExternalId"), form.Optional("Policy"), arns, TagsOf(form));
    }

    private static string SessionName(string name)
    {
        if (name.Length < LeastNameLength) throw StsErrors.BadSessionName(name, $"have length greater than or equal to {LeastNameLength}");
        if (name.Length > MostNameLength) throw StsErrors.BadSessionName(name, $"have length less than or equal to {MostNameLength}");
        return NamePattern().IsMatch(name) ? name : throw StsErrors.BadSessionName(name, @"satisfy regular expression pattern: [\w+=,.@-]*");
    }

    private static ImmutableSortedDictionary<string, string> TagsOf(QueryForm form)
    {
        var tags = form.TagPairs();
        if (tags.Count > MostTags) throw StsErrors.TooManyTags(MostTags);
        return tags.DistinctBy(t => t.Key, StringComparer.OrdinalIgnoreCase).Count() == tags.Count ? tags.ToImmutableSortedDictionary(StringComparer.Ordinal) : throw StsErrors.RepeatedTag();
    }

    [GeneratedRegex(@"^arn:aws[a-zA-Z-]*:iam::[0-9]{12}:role/.+\z")]
    private static partial Regex ArnPattern();

    /// <summary>AWS means the letters of ASCII by \w.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9_+=,.@-]*\z")]
    private static partial Regex NamePattern();
}

internal sealed record AssumeRoleResponse(KnownCredentials Session) : IQueryResponse
{
    public void Write(XmlWriter xml)
    {
        xml.WriteStartElement("AssumedRoleUser");
        xml.WriteElementString("AssumedRoleId", Session.Caller.UserId);
        xml.WriteElementString("Arn", Session.Caller.Arn);
        xml.WriteEndElement();
        CredentialsXml.Write(xml, Session);
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html</remarks>
internal static class AssumeRole
{
    public static AssumeRoleResponse Execute(Sessions sessions, Func<string, string?> documentOf, Caller caller, AssumeRoleRequest request)
    {
        var managed = request.PolicyArns.Select(arn => Parse(arn, documentOf(arn) ?? throw StsErrors.NoSuchPolicy(arn)));
        ImmutableArray<Policy> policies = [.. request.Policy is { } given ? [Parse("session", given)] : Array.Empty<Policy>(), .. managed];
        return new AssumeRoleResponse(sessions.Begin(request.RoleArn, request.RoleSessionName, new SessionTerms(request.Duration, policies, request.Tags), caller));
    }

    public static ContextValue? KeyOf(AssumeRoleRequest request, string key) => key.ToLowerInvariant() switch
    {
        "sts:rolesessionname" => ContextValue.Of(request.RoleSessionName),
        "sts:externalid" => request.ExternalId is { } id ? ContextValue.Of(id) : null,
        _ => RequestTags.Find(key, request.Tags),
    };

    private static Policy Parse(string name, string json)
    {
        try
        {
            return Policy.Parse(name, PolicyKind.Session, json);
        }
        catch (MalformedPolicyException malformed)
        {
            throw StsErrors.MalformedPolicy(malformed.Message);
        }
    }
}
