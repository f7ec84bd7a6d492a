using System.Text;

namespace TaskTracker.Emulation.Tests.Seed;

/// <summary>The page that says how each command of the seed fares.</summary>
public static class SeedPage
{
    public const string Path = "harness/docs/SEED.md";

    private const string Head = """
        # The seed's commands

        Made from the rows under `harness/tests/Emulator.Tests/Seed` by `make parity`; edit those, not this page. Each row is typed into a shell, in this order, once with each generation of the
        AWS CLI (1.29 or later, and 2), against an emulator of its own; what the last column says is asserted, of the emulator and not only of the exit code. `AWS_ENDPOINT_URL` is set; an AWS CLI
        older than 1.29 or 2.13 does not read it and is given `--endpoint-url`. Ids, the account's number and the API's address stand for the seed's placeholders.

        - *as written*: typed as it stands.
        - *fails as on AWS*: typed as it stands it is refused, with the error asserted; then what stands below it is typed.
        - *v2 only*: the AWS CLI 1 has no such command, which is asserted; the AWS CLI 2 is asked.
        - *in words*: the seed has a comment only; what is typed for it stands below.
        - *beside*: nothing that the AWS CLI does; what does it here.
        - *further*: not of the seed, but where its commands lead; *once*: with the AWS CLI 1 only, as both send the same.

        Not working: nothing of the seed. Refused by name beyond it: `aws s3api put-bucket-cors`, and what each service's README names.

        """;

    public static string Render(IEnumerable<SeedChapter> chapters)
    {
        var page = new StringBuilder(Head);
        foreach (var chapter in chapters)
        {
            page.Append($"\n## {chapter.Title}\n\n| command | how | asserted |\n|---|---|---|\n");
            foreach (var command in chapter.Commands) page.Append($"| {Cell(command)} | {How(command)} | {command.Effect.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }

        return page.ToString();
    }

    private static string Cell(SeedCommand command) => Code(command.Command) + (command.Then is { } then ? $"<br>then<br>{Code(then)}" : "");

    private static string How(SeedCommand command) => command.Kind switch
    {
        SeedKind.AsWritten => "as written",
        SeedKind.FailsAsOnAws => "as written, fails as on AWS" + (command.Refusal is { } refusal ? $": *{refusal}*" : "")
            + (command.RefusalOfService is { } service ? $", or from the service *{service}*" : ""),
        SeedKind.SecondGenerationOnly => command.Refusal is { } refusal ? $"v2 only, fails as on AWS: *{refusal}*" : "v2 only",
        SeedKind.InWords => "in words",
        SeedKind.Beside => "beside",
        SeedKind.Further => command.Once ? "further, once" : "further",
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.Kind, null),
    };

    /// <summary>Each command as a line of code, its continuations joined.</summary>
    private static string Code(string text) => string.Join("<br>", LinesOf(text).Select(line => $"`{line.Replace("|", "\\|", StringComparison.Ordinal)}`"));

    /// <summary>Each command on a line of its own, with single spaces.</summary>
    public static IEnumerable<string> LinesOf(string text) => text.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
        .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Where(line => line.Length > 0);
}
