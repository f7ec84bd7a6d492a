using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace TaskTracker.Cli;

/// <summary>The library's help, with what may be left out in brackets where commands are listed, as in their own usage line.</summary>
internal sealed class CommandHelp : SynchronousCommandLineAction
{
    private readonly HelpAction _library = new();

    public override bool ClearsParseErrors => _library.ClearsParseErrors;

    public override int Invoke(ParseResult parseResult)
    {
        var optional = parseResult.CommandResult.Command.Subcommands.SelectMany(c => c.Arguments).Where(a => a.Arity.MinimumNumberOfValues == 0).ToArray();
        // The library writes <[id]>, which is as wide as [<id>]: its columns stay.
        foreach (var argument in optional) argument.HelpName = $"[{argument.Name}]";
        var output = parseResult.InvocationConfiguration.Output;
        using var text = new StringWriter();
        parseResult.InvocationConfiguration.Output = text;
        var exitCode = _library.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;
        output.Write(optional.Aggregate($"{text}", (help, a) => help.Replace($"<[{a.Name}]>", $"[<{a.Name}>]", StringComparison.Ordinal)));
        return exitCode;
    }
}
