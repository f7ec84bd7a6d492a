using System.Collections.Immutable;
using TaskTracker.Emulation.Services.Lambda.Urls;

namespace TaskTracker.Emulation.Services.Lambda;

/// <summary>What a function's owner has configured.</summary>
/// <param name="Architecture"><c>x86_64</c> or <c>arm64</c>.</param>
/// <param name="Environment"><c>null</c> when none was ever given, which answers show.</param>
/// <param name="TracingMode"><c>PassThrough</c> or <c>Active</c>.</param>
internal sealed record FunctionSettings(
    string Role, string Runtime, string Handler, string Description, int TimeoutSeconds, int MemoryMb, int EphemeralStorageMb, string Architecture,
    string LogGroup, string TracingMode, ImmutableSortedDictionary<string, string>? Environment);

/// <summary>What runs: environments of one deployment never serve another.</summary>
/// <param name="Number">Higher than that of any deployment before it.</param>
/// <param name="FunctionArn">Without a qualifier.</param>
/// <param name="CodeSha256">Base64, as answers show it.</param>
/// <param name="Version"><c>$LATEST</c> or the number of a published version.</param>
internal sealed record Deployment(
    long Number, string FunctionName, string FunctionArn, string CodeSha256, long CodeSizeBytes, FunctionSettings Settings, string Version = Deployment.Latest)
{
    public const string Latest = "$LATEST";

    /// <summary>Deployments under one name follow each other.</summary>
    public string PoolName => $"{FunctionName}:{Version}";
}

/// <param name="RevisionId">Changes with everything but tags.</param>
/// <param name="Policy">Who may invoke it besides its owner's callers, in the order in which they were added.</param>
internal sealed record Function(
    Deployment Deployment, DateTimeOffset LastModified, string RevisionId, ImmutableSortedDictionary<string, string> Tags, ImmutableArray<PolicyStatement> Policy)
{
    public string Name => Deployment.FunctionName;

    public string Arn => Deployment.FunctionArn;

    public string Version => Deployment.Version;

    /// <summary>Published, by number.</summary>
    public ImmutableSortedDictionary<int, PublishedVersion> Versions { get; init; } = ImmutableSortedDictionary<int, PublishedVersion>.Empty;

    /// <summary>Numbers are not used again, also when their version is deleted.</summary>
    public int LastVersion { get; init; }

    public ImmutableSortedDictionary<string, FunctionAlias> Aliases { get; init; } = ByQualifier<FunctionAlias>();

    /// <summary>Policies of versions and aliases, by their name.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<PolicyStatement>> QualifiedPolicies { get; init; } = ByQualifier<ImmutableArray<PolicyStatement>>();

    /// <summary>How many invocations may run at once, which nobody else's can take; <c>null</c> to share with the others.</summary>
    public int? ReservedConcurrency { get; init; }

    public ImmutableSortedDictionary<string, ProvisionedConcurrency> Provisioned { get; init; } = ByQualifier<ProvisionedConcurrency>();

    public int TotalProvisioned => Provisioned.Values.Sum(p => p.Environments);

    /// <summary>Addresses by alias; under an empty name that of the function itself.</summary>
    public ImmutableSortedDictionary<string, FunctionUrl> Urls { get; init; } = ByQualifier<FunctionUrl>();

    public ImmutableSortedDictionary<string, EventInvokeConfig> EventConfigs { get; init; } = ByQualifier<EventInvokeConfig>();

    /// <summary>Hashes of the code that it and its versions run.</summary>
    public IEnumerable<string> Codes => WithVersions().Select(f => f.Deployment.CodeSha256);

    /// <summary>As it is, then as each of its versions.</summary>
    public IEnumerable<Function> WithVersions() =>
        [this, .. Versions.Values.Select(v => this with { Deployment = v.Deployment, LastModified = v.LastModified, RevisionId = v.RevisionId })];

    /// <summary>Without what hangs on a version or an alias.</summary>
    public Function Without(string qualifier) => this with
    {
        QualifiedPolicies = QualifiedPolicies.Remove(qualifier),
        Provisioned = Provisioned.Remove(qualifier),
        EventConfigs = EventConfigs.Remove(qualifier),
        Urls = Urls.Remove(qualifier),
    };

    /// <param name="qualifier"><c>null</c> for the function itself.</param>
    public ImmutableArray<PolicyStatement> PolicyOf(string? qualifier) =>
        qualifier is null ? Policy : QualifiedPolicies.TryGetValue(qualifier, out var policy) ? policy : [];

    public Function WithPolicy(string? qualifier, ImmutableArray<PolicyStatement> policy) =>
        qualifier is null ? this with { Policy = policy } : this with { QualifiedPolicies = QualifiedPolicies.SetItem(qualifier, policy) };

    /// <summary>The function as a version or an alias of it is; <c>null</c> when there is none of that name.</summary>
    public Function? At(string? qualifier)
    {
        var version = qualifier is not null && Aliases.TryGetValue(qualifier, out var alias) ? alias.FunctionVersion : qualifier;
        if (version is null or Deployment.Latest) return this;
        return int.TryParse(version, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && Versions.TryGetValue(number, out var found)
            ? this with { Deployment = found.Deployment, LastModified = found.LastModified, RevisionId = found.RevisionId }
            : null;
    }

    private static ImmutableSortedDictionary<string, T> ByQualifier<T>() => ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
}

/// <summary>A statement of a function's resource policy, in the form in which it was asked for.</summary>
/// <param name="Principal">A service such as <c>apigateway.amazonaws.com</c>, an account, an ARN, or <c>*</c>.</param>
internal sealed record PolicyStatement(
    string Sid, string Action, string Principal, string? SourceArn, string? SourceAccount, string? EventSourceToken, string? PrincipalOrgId,
    string? FunctionUrlAuthType, bool? InvokedViaFunctionUrl = null);

/// <summary>What the function was when it was published; it does not change.</summary>
internal sealed record PublishedVersion(Deployment Deployment, DateTimeOffset LastModified, string RevisionId);

/// <param name="FunctionVersion">That it stands for.</param>
internal sealed record FunctionAlias(string Name, string FunctionVersion, string Description, string RevisionId);

/// <summary>How many environments of a version are kept ready.</summary>
internal sealed record ProvisionedConcurrency(int Environments, DateTimeOffset LastModified);

/// <summary>What becomes of asynchronous invocations.</summary>
/// <param name="OnFailure">ARN of where those go that failed for good.</param>
internal sealed record EventInvokeConfig(DateTimeOffset LastModified, int? MaximumRetryAttempts, int? MaximumEventAgeInSeconds, string? OnSuccess, string? OnFailure);
