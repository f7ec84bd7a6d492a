using System.Text.RegularExpressions;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.CloudFormation;

/// <summary>What the service model says of single parameters, checked before anything else, and everything that is wrong told at once.</summary>
/// <remarks>The figures and patterns are those of botocore's model, cloudformation/2010-05-15.</remarks>
internal static partial class ModelConstraints
{
    private static readonly Member[] Members =
    [
        new("ClientRequestToken", 1, 128, Token()),
        new("ClientToken", 1, 128),
        new("Description", 1, 1024),
        new("NextToken", 1, 1024),
        new("RoleARN", 20, 2048),
        new("TemplateURL", 1, 5120),
        new("TemplateBody", 1, int.MaxValue),
    ];

    private static readonly (string Name, int Most)[] Lists = [("NotificationARNs", 5), ("Tags", 50)];

    /// <exception cref="AwsError">ValidationError: a parameter that the operation has not here, or values that the model does not allow.</exception>
    public static void Check(QueryForm form, params ReadOnlySpan<string> known)
    {
        form.RefuseOthers(known);
        var problems = Members.SelectMany(m => m.Problems(form.Optional(m.Name))).ToList();
        foreach (var (name, most) in Lists)
        {
            var count = form.Structures(name).Count;
            if (count > most) problems.Add($"Value '[{count} members]' at '{Camel(name)}' failed to satisfy constraint: Member must have length less than or equal to {most}");
        }

        if (problems.Count == 0) return;
        var errors = problems.Count == 1 ? "1 validation error" : $"{problems.Count} validation errors";
        throw CloudFormationErrors.Validation($"{errors} detected: {string.Join("; ", problems)}");
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    [GeneratedRegex(@"\A[a-zA-Z0-9][-a-zA-Z0-9]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    private sealed record Member(string Name, int Least, int Most, Regex? Pattern = null)
    {
        public IEnumerable<string> Problems(string? value)
        {
            if (value is null) yield break;
            var failed = $"Value '{value}' at '{Camel(Name)}' failed to satisfy constraint: Member must";
            if (value.Length < Least) yield return $"{failed} have length greater than or equal to {Least}";
            if (value.Length > Most) yield return $"{failed} have length less than or equal to {Most}";
            if (Pattern?.IsMatch(value) == false) yield return $"{failed} satisfy regular expression pattern: {Pattern.ToString()[2..^2]}";
        }
    }
}
