using Amazon.Runtime;
using TaskTracker.Deployment;
using TaskTracker.Deployment.Packaging;
using TaskTracker.Deployment.Resources;
using TaskTracker.Deployment.Stacks;
using TaskTracker.Deployment.Wire;
using TaskTracker.Emulation.Journal;
using TaskTracker.Load.Engine;
using TaskTracker.Load.Results;

namespace TaskTracker.Cli;

/// <summary>How each thing that can go wrong below is told, and its exit code.</summary>
internal static class Failures
{
    /// <summary>ENOSPC and EROFS, which are the same numbers on Linux and macOS.</summary>
    private const int NoSpaceLeft = 28, ReadOnlyFileSystem = 30;

    /// <returns><c>null</c> for a bug.</returns>
    public static Failure? Of(Exception problem) => problem switch
    {
        Failure failure => failure,
        TargetUnreachable unreachable => new Failure(
            ExitCode.TargetUnreachable, unreachable.Message, "Start it with 'tasktracker up' or 'tasktracker emulator', or name another with --endpoint URL."),
        TargetNotStarted { Target: var target } missing => new Failure(
            ExitCode.TargetUnreachable, missing.Message, $"Run '{target.StartedBy}', or name what runs already with --endpoint URL."),
        ContainerProblem container => new Failure(ExitCode.TargetUnreachable, container.Message, container.WayOut),
        OtherTablesProblem tables => new Failure(ExitCode.TargetUnreachable, tables.Message, tables.WayOut),
        CallerUnknown caller => new Failure(ExitCode.TargetUnreachable, caller.Message, caller.WayOut),
        PackageProblem package => new Failure(ExitCode.DeploymentFailed, package.Message, package.WayOut),
        TemplateProblem template => new Failure(ExitCode.DeploymentFailed, template.Message),
        StackFailed stack => new Failure(ExitCode.DeploymentFailed, stack.Message, Lines(
            [.. stack.Causes.Take(5).Select(c => $"{c.LogicalId} ({c.ResourceType}): {c.Reason}"), WhereLinesAre(stack.Message), Leftover(stack.Causes), Aftermath(stack.Status)])),
        ResourcesMissing missing => new Failure(ExitCode.DeploymentFailed, missing.Message, Lines(
            [.. missing.Faults.Select(f => $"{f.LogicalId} ({f.ResourceType}) {f.Problem}"), "What is there stays; 'tasktracker destroy' with the same options removes it."])),
        TableProtected table => new Failure(ExitCode.DeploymentFailed, table.Message, "To delete it, first run 'tasktracker deploy' with the same options and --protect-table off."),
        AwsRefusal { Service: "cloudformation" } refusal when WhereLinesAre(refusal.Message) is { } where =>
            new Failure(ExitCode.DeploymentFailed, $"cloudformation refused: {refusal.Message}", where),
        AwsRefusal refusal => Refused(refusal, ExitCode.DeploymentFailed),
        AmazonServiceException refusal => new Failure(ExitCode.DeploymentFailed, $"S3 refused: {refusal.Message}", $"Its error code is {refusal.ErrorCode}."),
        DataDirectoryRefused data => new Failure(ExitCode.Usage, data.Message, "Name another folder with --data DIR."),
        UnreadableFile file => new Failure(ExitCode.Usage, file.Message),
        LoadProblem load => new Failure(ExitCode.TargetUnreachable, load.Message, load.WayOut),
        FileNotFoundException missing => new Failure(ExitCode.Usage, missing.Message),
        UnauthorizedAccessException or IOException { HResult: NoSpaceLeft or ReadOnlyFileSystem } =>
            new Failure(ExitCode.Usage, problem.Message, "It takes a place where you may write, and room there: such as a checkout of your own."),
        _ => null,
    };

    /// <summary>What a verb does that deploys nothing: where it is refused, no deployment has failed.</summary>
    /// <exception cref="Failure">A service said no.</exception>
    public static async Task<int> AskAsync(Func<Task<int>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (AwsRefusal refusal)
        {
            throw Refused(refusal, ExitCode.CheckFailed);
        }
    }

    private static Failure Refused(AwsRefusal refusal, int exitCode) => new(exitCode, $"{refusal.Service} refused: {refusal.Message}", $"Its error code is {refusal.Code}.");

    private static string? Lines(IEnumerable<string?> lines) => string.Join('\n', lines.OfType<string>()) is { Length: > 0 } text ? text : null;

    /// <summary>What stays behind of a stack that came to rest where it should not, and how it goes.</summary>
    private static string? Aftermath(string status) => status switch
    {
        "ROLLBACK_COMPLETE" => "What it had made is removed again. 'tasktracker destroy' with the same options removes the empty stack.",
        "UPDATE_ROLLBACK_COMPLETE" => "The stack is as it was before.",
        "ROLLBACK_FAILED" or "CREATE_FAILED" or "DELETE_FAILED" => "It still holds resources: 'tasktracker destroy' with the same options removes them.",
        _ => null,
    };

    private static string? Leftover(IEnumerable<StackEvent> causes) => causes.Any(c => c.Reason.Contains("Table already exists", StringComparison.Ordinal))
        ? "An earlier run may have left the table: look for what it holds, and delete it." : null;

    private static string? WhereLinesAre(string message) =>
        message.Contains("(line ", StringComparison.Ordinal) ? "The lines are those of functions/template.yaml." : null;
}
