using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation;

/// <summary>The parts that several requests have in common.</summary>
internal static partial class StackRequest
{
    /// <exception cref="AwsError">ValidationError: no name and no ARN.</exception>
    public static string StackName(QueryForm form, bool isNew = false) => Checked(form.Required("StackName"), isNew);

    /// <summary>One of the words that the service model has for a parameter.</summary>
    /// <exception cref="AwsError">ValidationError: another one.</exception>
    public static string? OneOf(QueryForm form, string name, params ReadOnlySpan<string> words)
    {
        if (form.Optional(name) is not { } given || words.Contains(given)) return form.Optional(name);
        throw CloudFormationErrors.Constraint(
            char.ToLowerInvariant(name[0]) + name[1..], given, $"Member must satisfy enum value set: [{string.Join(", ", words.ToArray())}]");
    }

    public static string? OptionalStackName(QueryForm form) => form.Optional("StackName") is { Length: > 0 } name ? Checked(name, isNew: false) : null;

    public static ImmutableArray<GivenParameter> Parameters(QueryForm form) =>
        [.. form.Structures("Parameters").Select(p => new GivenParameter(
            form.Required(p + ".ParameterKey"), form.Optional(p + ".ParameterValue"), form.Flag(p + ".UsePreviousValue") ?? false))];

    public static ImmutableArray<string> Capabilities(QueryForm form)
    {
        var given = form.List("Capabilities");
        var unknown = given.FirstOrDefault(c => c is not ("CAPABILITY_IAM" or "CAPABILITY_NAMED_IAM" or "CAPABILITY_AUTO_EXPAND"));
        if (unknown is null) return [.. given];
        throw CloudFormationErrors.Constraint("capabilities", $"[{string.Join(", ", given)}]",
            "Member must satisfy constraint: [Member must satisfy enum value set: [CAPABILITY_NAMED_IAM, CAPABILITY_AUTO_EXPAND, CAPABILITY_IAM]]");
    }

    public static ImmutableSortedDictionary<string, string> Tags(QueryForm form)
    {
        var given = form.Structures("Tags").Select(t => KeyValuePair.Create(form.Required(t + ".Key"), form.Required(t + ".Value"))).ToList();
        if (given.DistinctBy(t => t.Key).Count() < given.Count) throw CloudFormationErrors.Validation("Tags contain duplicate keys; tag keys must be unique");
        var tags = given.ToImmutableSortedDictionary(StringComparer.Ordinal);
        var reserved = tags.Keys.FirstOrDefault(k => k.StartsWith("aws:", StringComparison.OrdinalIgnoreCase));
        return reserved is null ? tags : throw CloudFormationErrors.Validation($"aws: prefixed tag key names are not allowed for external use. [{reserved}]");
    }

    /// <exception cref="AwsError">InsufficientCapabilitiesException.</exception>
    public static void CheckCapabilities(IEnumerable<string> needed, ImmutableArray<string> given)
    {
        var missing = needed.Where(n => !given.Contains(n) && !(n == "CAPABILITY_IAM" && given.Contains("CAPABILITY_NAMED_IAM"))).ToList();
        if (missing.Count > 0) throw CloudFormationErrors.InsufficientCapabilities(missing);
    }

    /// <summary>The ARN that a decision about a stack is about.</summary>
    public static string Arn(AwsScope scope, string? nameOrId) => nameOrId switch
    {
        null => "*",
        _ when nameOrId.StartsWith("arn:", StringComparison.Ordinal) => nameOrId,
        _ => scope.Arn("cloudformation", $"stack/{nameOrId}/*"),
    };

    private static string Checked(string name, bool isNew)
    {
        if (!NameOrArn().IsMatch(name))
        {
            const string Pattern = "[a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/._+]*";
            throw CloudFormationErrors.Constraint("stackName", name, "Member must satisfy regular expression pattern: " + Pattern);
        }

        if (!isNew || name.Length <= 128) return name;
        throw CloudFormationErrors.Constraint("stackName", name, "Member must have length less than or equal to 128");
    }

    [GeneratedRegex(@"^([a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/._+]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex NameOrArn();
}
