using TaskTracker.Emulation.Services.Lambda.Hosting;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

internal sealed record AccountLimit(long TotalCodeSize, long CodeSizeUnzipped, long CodeSizeZipped, int ConcurrentExecutions, int UnreservedConcurrentExecutions);

internal sealed record AccountUsage(long TotalCodeSize, int FunctionCount);

internal sealed record GetAccountSettingsResponse(AccountLimit AccountLimit, AccountUsage AccountUsage);

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_GetAccountSettings.html; the limits as https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html has them.</remarks>
internal static class GetAccountSettings
{
    private const long TotalCodeBytes = 80_530_636_800;
    private const long ZippedBytes = 52_428_800;

    public static GetAccountSettingsResponse Execute(LambdaService lambda)
    {
        var functions = lambda.State.Functions.ToList();
        return new GetAccountSettingsResponse(
            new AccountLimit(TotalCodeBytes, ZipPackage.MaxUnzippedBytes, ZippedBytes, RunningInvocations.AccountLimit, lambda.State.UnreservedConcurrency),
            new AccountUsage(functions.SelectMany(f => f.WithVersions()).Sum(f => f.Deployment.CodeSizeBytes), functions.Count));
    }
}
