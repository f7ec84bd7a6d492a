using System.Text.Json;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Language;

namespace TaskTracker.Emulation.Services.S3.Buckets;

/// <summary>What S3 demands of a policy before it takes it.</summary>
internal static class BucketPolicy
{
    private static readonly string[] StatementMembers =
    [
        "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition",
    ];

    /// <returns>The policy as it was given.</returns>
    /// <exception cref="AwsError">MalformedPolicy.</exception>
    public static string Check(string json, string bucket)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw NotJson();
            if (!document.RootElement.TryGetProperty("Statement", out _)) throw BucketErrors.MalformedPolicy("Missing required field Statement");
            foreach (var statement in Statements(document.RootElement)) CheckStatement(statement, bucket);
            Policy.Parse(bucket, PolicyKind.Resource, json);
            return json;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // The second for half a surrogate pair, which no string can be read from.
            throw NotJson();
        }
        catch (MalformedPolicyException malformed)
        {
            throw BucketErrors.MalformedPolicy(malformed.Message);
        }
    }

    public static IEnumerable<JsonElement> Statements(JsonElement policy)
    {
        var statements = policy.GetProperty("Statement");
        return statements.ValueKind == JsonValueKind.Array ? statements.EnumerateArray() : [statements];
    }

    /// <summary>A text or a list of texts.</summary>
    public static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [value.GetString() ?? ""],
        _ => [value.GetRawText()],
    };

    private static void CheckStatement(JsonElement statement, string bucket)
    {
        if (statement.ValueKind != JsonValueKind.Object) throw BucketErrors.MalformedPolicy("Policies must be valid JSON and the first byte must be '{'");
        foreach (var member in statement.EnumerateObject())
        {
            if (!StatementMembers.Contains(member.Name)) throw BucketErrors.MalformedPolicy($"Unknown field {member.Name}");
        }

        var effect = statement.TryGetProperty("Effect", out var given) ? given.ToString() : throw BucketErrors.MalformedPolicy("Missing required field Effect");
        if (effect is not ("Allow" or "Deny")) throw BucketErrors.MalformedPolicy($"Invalid effect : {effect}");
        CheckPrincipal(statement);
        if (!HasOneOf(statement, "Action", "NotAction")) throw BucketErrors.MalformedPolicy("Missing required field Action");
        if (!HasOneOf(statement, "Resource", "NotResource")) throw BucketErrors.MalformedPolicy("Missing required field Resource");
        var resources = statement.TryGetProperty("Resource", out var listed) ? Texts(listed) : [];
        if (!resources.All(r => IsIn(bucket, r))) throw BucketErrors.MalformedPolicy("Policy has invalid resource");
    }

    private static void CheckPrincipal(JsonElement statement)
    {
        if (!HasOneOf(statement, "Principal", "NotPrincipal")) throw BucketErrors.MalformedPolicy("Missing required field Principal");
        if (!statement.TryGetProperty("Principal", out var principal)) return;
        var isForm = principal.ValueKind == JsonValueKind.Object || (principal.ValueKind == JsonValueKind.String && principal.GetString() == "*");
        if (!isForm) throw BucketErrors.MalformedPolicy("Invalid policy syntax.");
    }

    private static bool HasOneOf(JsonElement statement, string name, string opposite) =>
        statement.TryGetProperty(name, out _) || statement.TryGetProperty(opposite, out _);

    private static bool IsIn(string bucket, string resource)
    {
        var arn = AwsScope.S3Arn(bucket);
        return resource == arn || resource == arn + "*" || resource.StartsWith(arn + "/", StringComparison.Ordinal);
    }

    private static AwsError NotJson() => BucketErrors.MalformedPolicy("Policies must be valid JSON and the first byte must be '{'");
}
