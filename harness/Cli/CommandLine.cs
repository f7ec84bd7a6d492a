using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using TaskTracker.Cli.Commands;

namespace TaskTracker.Cli;

/// <summary>From arguments to an exit code: the verbs, and how each kind of failure is told.</summary>
internal static class CommandLine
{
    public static Command[] Verbs(Output output) =>
    [
        UpCommand.Create(output),
        EmulatorCommand.Create(output),
        PackageCommand.Create(output),
        DeployCommand.Create(output),
        DestroyCommand.Create(output),
        InvokeCommand.Create(output),
        LogsCommand.Create(output),
        StatusCommand.Create(output),
        DashboardCommand.Create(output),
        DebugCommand.Create(output),
        DriftCommand.Create(output),
        RequestsCommand.Create(output),
        IamCommand.Create(output),
        SnapshotCommand.Create(output),
        LoadCommand.Create(output),
        VerifyCommand.Create(output),
    ];

    [SuppressMessage("Design", "CA1031", Justification = "The edge: whatever else is thrown is our bug, told without a stack trace.")]
    public static async Task<int> RunAsync(string[] args, Output output, CancellationToken cancellation)
    {
        try
        {
            return await InvokeAsync(args, output, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            output.Remark("interrupted");
            return ExitCode.Interrupted;
        }
        catch (Exception problem) when (Failures.Of(problem) is { } failure)
        {
            output.Problem(failure.Message, failure.WayOut);
            return failure.ExitCode;
        }
        catch (Exception bug)
        {
            output.Problem($"failed in a way it should not: {bug.GetType().Name}: {bug.Message}", "Please report this, with the command that you typed.");
            return ExitCode.CheckFailed;
        }
    }

    private static async Task<int> InvokeAsync(string[] args, Output output, CancellationToken cancellation)
    {
        var root = new RootCommand("A serverless task tracker, and the local AWS that it is developed and proved on.");
        foreach (var verb in Verbs(output)) root.Add(verb);
        foreach (var help in root.Options.OfType<HelpOption>()) help.Action = new CommandHelp();
        root.SetAction(parsed => Explain(parsed, output));

        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 || StrayOption(parsed) is not null) return Refuse(parsed, output);
        var invocation = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
            Output = output.Results,
            Error = output.Remarks,
        };
        return await parsed.InvokeAsync(invocation, cancellation).ConfigureAwait(false);
    }

    private static int Explain(ParseResult parsed, Output output)
    {
        new CommandHelp().Invoke(parsed);
        output.Remark("Name a command, for example: tasktracker up");
        return ExitCode.Usage;
    }

    private static int Refuse(ParseResult parsed, Output output)
    {
        var command = parsed.CommandResult.Command;
        var path = PathOf(parsed.CommandResult);
        var problem = (StrayOption(parsed) ?? (parsed.UnmatchedTokens is [var first, ..] ? first : null)) switch
        {
            { } option when option.StartsWith('-') => $"'{path}' has no option {option}. It has {string.Join(", ", command.Options.Select(o => o.Name))}.",
            { } word when command.Subcommands.Count > 0 => $"There is no command '{word}'. There are {string.Join(", ", command.Subcommands.Select(c => c.Name))}.",
            { } word => $"'{path}' does not take '{word}'.",
            null when command.Arguments.FirstOrDefault(a => LacksWords(parsed, a)) is { } lacking => $"'{path}' needs <{lacking.Name}>. {lacking.Description}",
            null when command.Subcommands.Count > 0 => $"'{path}' needs a command: {string.Join(", ", command.Subcommands.Select(c => c.Name))}.",
            null => parsed.Errors[0].Message,
        };
        output.Problem(problem, $"See {path} --help");
        return ExitCode.Usage;
    }

    /// <summary>As it is typed: the program, the verb, and the verb below it.</summary>
    private static string PathOf(CommandResult result) =>
        result.Parent is CommandResult above ? $"{PathOf(above)} {result.Command.Name}" : result.Command.Name;

    /// <summary>A word such as --json that was taken for an argument, because the command has no such option. An id may begin with hyphens, but has capitals and digits.</summary>
    private static string? StrayOption(ParseResult parsed) => parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens).Select(t => t.Value)
        .FirstOrDefault(word => word.StartsWith("--", StringComparison.Ordinal) && word.All(c => c == '-' || char.IsAsciiLetterLower(c)));

    private static bool LacksWords(ParseResult parsed, Argument argument) =>
        (parsed.GetResult(argument)?.Tokens.Count ?? 0) < argument.Arity.MinimumNumberOfValues;
}
