using TaskTracker.Deployment.Wire;

namespace TaskTracker.Deployment;

/// <summary>Which of the template's two APIs a target can have, found out by asking.</summary>
internal static class ApiFlavours
{
    public const string Http = "http";
    public const string Rest = "rest";

    /// <summary>An HTTP API where there are any, else a REST API.</summary>
    /// <exception cref="AwsRefusal">The caller may not know.</exception>
    public static async Task<string> ProbeAsync(AwsApi aws, CancellationToken cancellation)
    {
        try
        {
            await aws.SendAsync(new AwsCall("apigateway", HttpMethod.Get, "/v2/apis"), cancellation).ConfigureAwait(false);
            return Http;
        }
        catch (AwsRefusal refusal) when (IsLacking(refusal))
        {
            return Rest;
        }
    }

    /// <summary>LocalStack answers 501 for a service that its edition lacks; others know no such path or operation.</summary>
    private static bool IsLacking(AwsRefusal refusal) => refusal is { Status: 501 or 404 or 405 } or { Code: "UnknownOperationException" or "NotImplemented" };
}
