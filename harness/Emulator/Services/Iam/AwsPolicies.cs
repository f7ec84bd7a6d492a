using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Language;

namespace TaskTracker.Emulation.Services.Iam;

/// <summary>The managed policies of AWS that serverless stacks use, as AWS publishes them; read when the first is asked for.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html; the file beside this one holds them.</remarks>
internal static class AwsPolicies
{
    private const string Prefix = "policy";
    private static readonly Lazy<FrozenDictionary<string, ManagedPolicy>> Known = new(Read);

    public static IEnumerable<ManagedPolicy> All => Known.Value.Values.OrderBy(p => p.Name, StringComparer.Ordinal);

    public static ManagedPolicy? Find(string arn) => Known.Value.GetValueOrDefault(arn);

    private static FrozenDictionary<string, ManagedPolicy> Read()
    {
        using var file = typeof(AwsPolicies).Assembly.GetManifestResourceStream("aws-policies.json") ?? throw new InvalidOperationException("The build left out aws-policies.json.");
        var published = JsonSerializer.Deserialize(file, AwsPoliciesJson.Default.ListPublishedPolicy) ?? [];
        return published.Select(Of).ToFrozenDictionary(p => p.Arn, StringComparer.Ordinal);
    }

    private static ManagedPolicy Of(PublishedPolicy given)
    {
        var arn = Protocols.AwsScope.AwsPolicyArn($"{Prefix}{given.Path}{given.Name}");
        var version = new PolicyVersion(given.Version, Policy.Parse(arn, PolicyKind.IdentityManaged, given.Document), given.UpdatedAt);
        return new ManagedPolicy(given.Name, given.Path, IamRules.FixedId("ANPA", given.Name), arn, given.CreatedAt, given.UpdatedAt, null, [version], given.Version, given.Version)
        {
            IsOfAws = true,
        };
    }
}

internal sealed record PublishedPolicy(string Name, string Path, int Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, string Document);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(List<PublishedPolicy>))]
internal sealed partial class AwsPoliciesJson : JsonSerializerContext;
