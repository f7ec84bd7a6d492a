using System.CommandLine;

namespace TaskTracker.Cli.Commands;

/// <summary><c>tasktracker iam</c>: whether each function may do what it must, and nothing else.</summary>
internal static class IamCommand
{
    public static Command Create(Output output) => new("iam", "Proves permissions: what the functions' roles allow, why, and what of it is used.")
    {
        IamCheckCommand.Create(output),
        IamAuditCommand.Create(output),
        IamExplainCommand.Create(output),
        IamLintCommand.Create(output),
    };
}
