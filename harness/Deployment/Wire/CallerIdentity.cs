namespace TaskTracker.Deployment.Wire;

internal static class CallerIdentity
{
    /// <summary>The number of the account that the credentials belong to.</summary>
    /// <exception cref="AwsRefusal">It does not know the credentials.</exception>
    /// <exception cref="TargetUnreachable">Nobody answers, or somebody who is not AWS.</exception>
    public static async Task<string> AccountAsync(AwsApi aws, CancellationToken cancellation)
    {
        try
        {
            var identity = await aws.QueryAsync("sts", "2011-06-15", "GetCallerIdentity", [], cancellation).ConfigureAwait(false);
            return identity.Element("Account")?.Value ?? throw TargetUnreachable.NotAws(aws.AddressOf("sts"));
        }
        catch (AwsRefusal refusal) when (refusal.IsPage || refusal.Status is 404 or 405)
        {
            // Every AWS knows this call, whatever else it lacks.
            throw TargetUnreachable.NotAws(aws.AddressOf("sts"));
        }
    }
}
