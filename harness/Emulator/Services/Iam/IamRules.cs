using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Language;

namespace TaskTracker.Emulation.Services.Iam;

/// <summary>What IAM demands of names, paths, tags and documents.</summary>
internal static class IamRules
{
    private const string IdLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int MostTags = 50;

    private static readonly SearchValues<char> NameLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+=,.@-");

    public static string RoleName(string value) => Name("roleName", value, 64);

    public static string UserName(string value) => Name("userName", value, 64);

    public static string GroupName(string value) => Name("groupName", value, 128);

    public static string PolicyName(string value) => Name("policyName", value, 128);

    /// <exception cref="AwsError">ValidationError: it is no ARN of a managed policy.</exception>
    public static string PolicyArn(string value) =>
        value.Split(':') is ["arn", _, "iam", "", _, var resource] && resource.StartsWith("policy/", StringComparison.Ordinal) ? value : throw IamErrors.NotAnArn();

    /// <summary>Of a new role, user, group or policy.</summary>
    public static string Path(QueryForm form)
    {
        var path = form.Optional("Path") ?? "/";
        return path is ['/'] or ['/', .., '/'] && path.Length <= 512 && path.All(c => c is > ' ' and <= '\x7e') ? path : throw IamErrors.BadPath(path);
    }

    /// <summary>How long a session of a role may last; <c>null</c> when the request does not say.</summary>
    public static int? SessionSeconds(QueryForm form)
    {
        if (form.Optional("MaxSessionDuration") is not { } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 3600 and <= 43_200
            ? seconds
            : throw IamErrors.BadValue("maxSessionDuration", text, "Member must have value between 3600 and 43200");
    }

    /// <exception cref="AwsError">InvalidInput, ValidationError.</exception>
    public static ImmutableSortedDictionary<string, string> Tags(QueryForm form)
    {
        var pairs = form.TagPairs();
        if (pairs.Count > MostTags) throw IamErrors.TooManyTags(MostTags);
        var repeated = pairs.GroupBy(p => p.Key, StringComparer.OrdinalIgnoreCase).Any(g => g.Count() > 1);
        return repeated ? throw IamErrors.RepeatedTag() : pairs.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    /// <summary>What has these tags and is given more: keys that differ in case alone are one, and it is written as it was last.</summary>
    /// <param name="kind">What has them, such as <c>role</c>.</param>
    /// <exception cref="AwsError">LimitExceeded.</exception>
    /// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html</remarks>
    public static ImmutableSortedDictionary<string, string> Tagged(
        ImmutableSortedDictionary<string, string> before, ImmutableSortedDictionary<string, string> more, string kind)
    {
        var tags = Untagged(before, more.Keys).AddRange(more);
        return tags.Count <= MostTags ? tags : throw IamErrors.OverQuota($"TagsPer{char.ToUpperInvariant(kind[0])}{kind[1..]}", MostTags);
    }

    public static ImmutableSortedDictionary<string, string> Untagged(ImmutableSortedDictionary<string, string> before, IEnumerable<string> keys)
    {
        var gone = keys.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return before.RemoveRange(before.Keys.Where(gone.Contains));
    }

    /// <exception cref="AwsError">MalformedPolicyDocument.</exception>
    public static Policy TrustPolicy(string json) => Parse("", PolicyKind.Trust, json);

    /// <exception cref="AwsError">MalformedPolicyDocument.</exception>
    public static Policy InlinePolicy(string name, string json) => Parse(name, PolicyKind.IdentityInline, json);

    /// <exception cref="AwsError">MalformedPolicyDocument.</exception>
    public static Policy ManagedPolicy(string arn, string json) => Parse(arn, PolicyKind.IdentityManaged, json);

    /// <summary>As AWS makes them: four letters for the kind, then seventeen.</summary>
    public static string NewId(string prefix) => prefix + RandomNumberGenerator.GetString(IdLetters, 17);

    /// <summary>The same for the same name, for what is no state of ours.</summary>
    public static string FixedId(string prefix, string name)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        return prefix + string.Concat(hash.Take(17).Select(b => IdLetters[b & 31]));
    }

    /// <summary>What is not counted against the sizes that IAM allows is white space.</summary>
    public static int SizeOf(Policy policy) => policy.Json.Count(c => !char.IsWhiteSpace(c));

    public static void WriteTime(this XmlWriter xml, string name, DateTimeOffset time) =>
        xml.WriteElementString(name, time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    public static void WriteTags(this XmlWriter xml, ImmutableSortedDictionary<string, string> tags)
    {
        xml.WriteStartElement("Tags");
        foreach (var (key, value) in tags)
        {
            xml.WriteStartElement("member");
            xml.WriteElementString("Key", key);
            xml.WriteElementString("Value", value);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static Policy Parse(string name, PolicyKind kind, string json)
    {
        try
        {
            return Policy.Parse(name, kind, json);
        }
        catch (MalformedPolicyException malformed)
        {
            throw IamErrors.MalformedPolicy(malformed.Message);
        }
    }

    private static string Name(string member, string value, int most)
    {
        if (value.Length > most) throw IamErrors.NameTooLong(member, value, most);
        if (value.Length == 0) throw IamErrors.NameTooShort(member);
        return value.AsSpan().ContainsAnyExcept(NameLetters) ? throw IamErrors.BadName(member) : value;
    }
}
