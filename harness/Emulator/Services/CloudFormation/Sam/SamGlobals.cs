using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Sam;

/// <summary>The Globals section: properties that every resource of a type has unless it says otherwise.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html</remarks>
internal sealed class SamGlobals
{
    /// <summary>What SAM takes there; what is not supported here is refused where a resource comes to it.</summary>
    private static readonly SortedDictionary<string, string[]> Supported = new(StringComparer.Ordinal)
    {
        ["Function"] =
        [
            "Handler", "Runtime", "CodeUri", "DeadLetterQueue", "Description", "MemorySize", "Timeout", "VpcConfig", "Environment", "Tags", "PropagateTags", "Tracing",
            "KmsKeyArn", "AutoPublishAlias", "AutoPublishAliasAllProperties", "Layers", "DeploymentPreference", "RolePath", "PermissionsBoundary",
            "ReservedConcurrentExecutions", "ProvisionedConcurrencyConfig", "AssumeRolePolicyDocument", "EventInvokeConfig", "FileSystemConfigs", "CodeSigningConfigArn",
            "Architectures", "SnapStart", "EphemeralStorage", "FunctionUrlConfig", "RuntimeManagementConfig", "LoggingConfig", "RecursiveLoop", "SourceKMSKeyArn",
            "TenancyConfig", "DurableConfig", "CapacityProviderConfig", "FunctionScalingConfig", "PublishToLatestPublished", "VersionDeletionPolicy",
        ],
        ["Api"] =
        [
            "Auth", "Name", "DefinitionUri", "CacheClusterEnabled", "CacheClusterSize", "MergeDefinitions", "Variables", "EndpointConfiguration", "MethodSettings",
            "BinaryMediaTypes", "MinimumCompressionSize", "Cors", "GatewayResponses", "AccessLogSetting", "CanarySetting", "TracingEnabled", "OpenApiVersion", "Domain",
            "AlwaysDeploy", "PropagateTags", "SecurityPolicy", "EndpointAccessMode",
        ],
        ["HttpApi"] =
        [
            "Auth", "AccessLogSettings", "StageVariables", "Tags", "CorsConfiguration", "DefaultRouteSettings", "Domain", "RouteSettings", "FailOnWarnings",
            "PropagateTags",
        ],
        ["SimpleTable"] = ["SSESpecification"],
    };

    private readonly Dictionary<string, Node.Map> _sections = [];

    public static SamGlobals Parse(Node? section, TemplateProblems wrong)
    {
        var globals = new SamGlobals();
        if (section is null) return globals;
        if (section is not Node.Map map)
        {
            wrong.Add("'Globals' section is invalid. It must be a non-empty dictionary", section.At);
            return globals;
        }

        foreach (var entry in map.Entries)
        {
            if (!Supported.TryGetValue(entry.Key, out var supported))
            {
                wrong.Add($"'Globals' section is invalid. '{entry.Key}' is not supported. "
                    + $"Must be one of the following values - {List(Supported.Keys)}", entry.KeyAt);
                continue;
            }

            if (entry.Value is not Node.Map properties)
            {
                wrong.Add("'Globals' section is invalid. Value of ${section} must be a dictionary", entry.Value.At);
                continue;
            }

            foreach (var other in properties.Entries.Where(p => !supported.Contains(p.Key)))
            {
                wrong.Add($"'Globals' section is invalid. '{other.Key}' is not a supported property of '{entry.Key}'. "
                    + $"Must be one of the following values - {List(supported)}", other.KeyAt);
            }

            globals._sections[entry.Key] = new Node.Map([.. properties.Entries.Where(p => supported.Contains(p.Key))], properties.At);
        }

        return globals;
    }

    /// <summary>As Python writes a list.</summary>
    private static string List(IEnumerable<string> names) => $"[{string.Join(", ", names.Select(n => $"'{n}'"))}]";

    /// <summary>The properties of a resource over those of its type.</summary>
    public Node.Map Merge(string type, Node.Map properties) => _sections.TryGetValue(type, out var section) ? Merge(section, properties) : properties;

    /// <summary>Maps are merged, lists joined, everything else is overridden.</summary>
    private static Node.Map Merge(Node.Map under, Node.Map over)
    {
        var merged = new List<Entry>();
        foreach (var entry in under.Entries)
        {
            var own = over.Entries.FirstOrDefault(e => e.Key == entry.Key);
            merged.Add(own is null ? entry : own with { Value = Merge(entry.Value, own.Value) });
        }

        merged.AddRange(over.Entries.Where(e => under[e.Key] is null));
        return new Node.Map(merged, over.At);
    }

    private static Node Merge(Node under, Node over) => (under, over) switch
    {
        ({ IsFunction: true }, _) or (_, { IsFunction: true }) => over,
        (Node.Map a, Node.Map b) => Merge(a, b),
        (Node.List a, Node.List b) => new Node.List([.. a.Items, .. b.Items], b.At),
        _ => over,
    };
}
