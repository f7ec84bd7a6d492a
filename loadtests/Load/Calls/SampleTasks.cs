using System.Globalization;

namespace TaskTracker.Load.Calls;

/// <summary>Tasks as people write them: titles of a few words, descriptions from none to a page, the same for the same number.</summary>
internal static class SampleTasks
{
    private static readonly string[] Verbs = ["Write", "Review", "Plan", "Fix", "Order", "Prepare", "Translate", "Renew", "Measure", "Call about"];

    private static readonly string[] Things =
    [
        "the project documentation", "the authentication flow", "invoices for the café in Zürich", "the release notes", "the quarterly figures",
        "the garden party 🎉", "the backup of the old server", "the contract with the printers", "the onboarding of two colleagues", "the café's menu",
    ];

    private static readonly string[] Sentences =
    [
        "Ask first who did it last time.", "Not before Thursday.", "The draft is in the shared folder.", "Needs a second pair of eyes.",
        "Compare with what was agreed in spring.", "If it takes more than an hour, split it.",
    ];

    private static readonly string[] Statuses = ["Open", "In Progress", "Completed"];

    public static string Title(int n) => string.Create(CultureInfo.InvariantCulture, $"{Verbs[n % 10]} {Things[n / 10 % 10]} #{n}");

    /// <summary>A third are empty, most are a few sentences, one in fifty is a page.</summary>
    public static string Description(int n)
    {
        var count = n % 3 == 0 ? 0 : n % 50 == 1 ? 40 : 1 + n % 5;
        return string.Join(' ', Enumerable.Range(0, count).Select(i => Sentences[(n + i) % Sentences.Length]));
    }

    public static string Status(int n) => Statuses[n % 3];
}
