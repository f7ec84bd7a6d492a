using TaskTracker.Deployment;
using TaskTracker.Deployment.Iam;
using TaskTracker.Deployment.Wire;

namespace TaskTracker.Cli;

/// <summary>The deployed roles, held to a file of what each must be allowed and denied.</summary>
internal static class ExpectedPermissions
{
    /// <returns>An answer to each expectation.</returns>
    /// <exception cref="Failure">The file is wrong.</exception>
    public static async Task<IReadOnlyList<Answer>> AskAsync(Target target, AwsConnection connection, DeploymentRecord record, string path, CancellationToken cancellation)
    {
        try
        {
            var expectations = ExpectationsFile.Read(path, record);
            using var aws = new AwsApi(connection, TimeProvider.System);
            return await PermissionCheck.RunAsync(aws, target, record, expectations, cancellation).ConfigureAwait(false);
        }
        catch (TemplateProblem problem)
        {
            throw new Failure(ExitCode.Usage, problem.Message);
        }
    }

    /// <summary>What is not as expected of an answer.</summary>
    public static string Problem(Answer a) =>
        $"{a.Expectation.Function} must {(a.Expectation.IsAllowed ? "" : "not ")}be allowed {a.Expectation.Action} on {a.Expectation.Resource}: {a.Decision}, {a.Reason}";
}
