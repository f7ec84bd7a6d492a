using System.Diagnostics.CodeAnalysis;
using Spectre.Console;

namespace TaskTracker.Cli;

/// <summary>Everything that a command says: results on standard output, progress and problems on standard error.</summary>
/// <remarks>Colour, tables and spinners appear on a terminal only, and no colour where <c>NO_COLOR</c> is set: https://no-color.org</remarks>
internal sealed class Output(TextWriter results, TextWriter remarks, IAnsiConsole? resultScreen, IAnsiConsole? remarkScreen, TextReader? answers = null)
{
    public TextWriter Results { get; } = results;

    public TextWriter Remarks { get; } = remarks;

    public static Output ToConsole() => new(
        Console.Out, Console.Error, Console.IsOutputRedirected ? null : Screen(Console.Out), Console.IsErrorRedirected ? null : Screen(Console.Error),
        Console.IsInputRedirected ? null : Console.In);

    public static Stream Input() => Console.OpenStandardInput();

    public void Line(string text = "") => Results.WriteLine(text);

    public void Remark(string text) => Remarks.WriteLine(text);

    public void Title(string text)
    {
        if (resultScreen is null) Line(text);
        else resultScreen.MarkupLineInterpolated($"[bold]{text}[/]");
    }

    /// <summary>A name and a value on each line, the values in one column; never wrapped, because they are copied.</summary>
    public void Facts(params IReadOnlyList<(string Name, string Value)> facts)
    {
        var width = facts.Count == 0 ? 0 : facts.Max(f => f.Name.Length);
        foreach (var (name, value) in facts) Line($"  {name.PadRight(width)}  {value}");
    }

    public void Table(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows) => WriteTable(Results, resultScreen, columns, rows);

    /// <summary>A table that is read before something is decided, and is no result.</summary>
    public void RemarkTable(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows) => WriteTable(Remarks, remarkScreen, columns, rows);

    /// <summary>There is somebody at a terminal.</summary>
    public bool CanAsk => answers is not null;

    /// <returns>Whether the answer is yes; anything else is no.</returns>
    public async Task<bool> AskAsync(string question, CancellationToken cancellation)
    {
        Remarks.Write($"{question} [y/N] ");
        var answer = answers is null ? null : await Task.Run(answers.ReadLine, cancellation).WaitAsync(cancellation).ConfigureAwait(false);
        return answer?.Trim().ToLowerInvariant() is "y" or "yes";
    }

    public void Tree(Branch root)
    {
        if (resultScreen is null)
        {
            Line(root.Text);
            Grow(root.Below, "");
            return;
        }

        var tree = new Tree(new Text(root.Text));
        Grow(root.Below, tree);
        resultScreen.Write(tree);
    }

    /// <summary>Runs something that takes a while: a spinner on a terminal, lines elsewhere.</summary>
    [SuppressMessage("Performance", "CA1849", Justification = "A line of progress is written where it happens.")]
    public async Task<T> DuringAsync<T>(string title, Func<Activity, Task<T>> work)
    {
        if (remarkScreen is null)
        {
            return await work(new Activity(Remark, Remark, _ => { })).ConfigureAwait(false);
        }

        return await remarkScreen.Status().Spinner(Spinner.Known.Dots).StartAsync(title, async status =>
        {
            void Show(string text) => status.Status = $"{Markup.Escape(title)} [dim]{Markup.Escape(text)}[/]";
            var activity = new Activity(line => remarkScreen.MarkupLineInterpolated($"[dim]{line}[/]"), Show, Show);
            return await work(activity).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    public void Problem(string problem, string? wayOut)
    {
        if (remarkScreen is null) Remarks.Write("tasktracker:");
        else remarkScreen.Markup("[red]tasktracker:[/]");
        Remark($" {problem}");
        if (wayOut is not null) Remark($"  {wayOut.ReplaceLineEndings("\n  ")}");
    }

    private static void WriteTable(TextWriter writer, IAnsiConsole? screen, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (screen is not null)
        {
            var table = new Table().Border(TableBorder.Rounded).AddColumns([.. columns]);
            foreach (var row in rows) table.AddRow([.. row.Select(cell => new Text(cell))]);
            screen.Write(table);
            return;
        }

        var widths = columns.Select((name, i) => rows.Select(r => r[i].Length).Append(name.Length).Max()).ToList();
        foreach (var row in rows.Prepend(columns)) writer.WriteLine("  " + string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
    }

    private static void Grow(IReadOnlyList<Branch> branches, IHasTreeNodes under)
    {
        foreach (var branch in branches) Grow(branch.Below, under.AddNode(new Text(branch.Text)));
    }

    private void Grow(IReadOnlyList<Branch> branches, string indent)
    {
        for (var i = 0; i < branches.Count; i++)
        {
            var isLast = i == branches.Count - 1;
            Line($"{indent}{(isLast ? "└── " : "├── ")}{branches[i].Text}");
            Grow(branches[i].Below, indent + (isLast ? "    " : "│   "));
        }
    }

    private static IAnsiConsole Screen(TextWriter writer) => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
}
