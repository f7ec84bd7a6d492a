using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;
using TaskTracker.Emulation.Protocols.SigV4;

namespace TaskTracker.Deployment.Wire;

/// <param name="Region">The usual one; <c>null</c> where nothing says which.</param>
public sealed record AwsCaller(AwsCredentials Credentials, string? Region);

/// <summary>Credentials and region from where AWS's tools look: the environment, profiles, web identity, the container's and the machine's own. Nothing is written.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html</remarks>
internal static class StandardChain
{
    private static readonly string[] RegionVariables = ["AWS_REGION", "AWS_DEFAULT_REGION"];

    /// <param name="profileName">Of the shared configuration files; <c>null</c> for the whole chain.</param>
    /// <exception cref="CallerUnknown">There are none, or the profile is not there.</exception>
    public static AwsCaller Find(string? profileName)
    {
        try
        {
            var profile = profileName is null ? null : ProfileNamed(profileName);
            var source = profile?.GetAWSCredentials(profile.CredentialProfileStore) ?? new DefaultAWSCredentialsIdentityResolver().ResolveIdentity(null);
            var found = source.GetCredentials();
            var token = string.IsNullOrEmpty(found.Token) ? null : found.Token;
            return new AwsCaller(new AwsCredentials(found.AccessKey, found.SecretKey, token), profile?.Region?.SystemName ?? UsualRegion());
        }
        catch (AmazonClientException problem)
        {
            throw CallerUnknown.NoCredentials(profileName, problem);
        }
    }

    private static CredentialProfile ProfileNamed(string name) => new CredentialProfileStoreChain().TryGetProfile(name, out var profile)
        ? profile
        : throw CallerUnknown.NoSuchProfile(name, new CredentialProfileStoreChain().ListProfiles().Select(p => p.Name));

    private static string? UsualRegion()
    {
        foreach (var variable in RegionVariables)
        {
            if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } region) return region;
        }

        var name = Environment.GetEnvironmentVariable("AWS_PROFILE") is { Length: > 0 } chosen ? chosen : "default";
        return new CredentialProfileStoreChain().TryGetProfile(name, out var profile) ? profile.Region?.SystemName : null;
    }
}

/// <summary>Nothing says as whom, or in which region, AWS is to be called.</summary>
/// <param name="wayOut">What to set.</param>
public sealed class CallerUnknown(string problem, string wayOut, Exception? cause = null) : Exception(problem, cause)
{
    public string WayOut { get; } = wayOut;

    internal static CallerUnknown NoCredentials(string? profile, Exception cause) => new(
        profile is null ? $"There are no AWS credentials: {cause.Message}" : $"The profile '{profile}' gives no credentials: {cause.Message}",
        "Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile with --profile.", cause);

    internal static CallerUnknown NoSuchProfile(string profile, IEnumerable<string> there) => new(
        $"There is no AWS profile '{profile}'.", string.Join(", ", there) is { Length: > 0 } names ? $"There are {names}." : "There are none; 'aws configure' makes one.");

    internal static CallerUnknown NoRegion() => new("Nothing says which AWS region is meant.", "Set AWS_REGION, or name one with --region.");
}
