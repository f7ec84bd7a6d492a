using System.Text;

namespace TaskTracker.Deployment.Iam;

/// <summary>Two texts' difference as <c>patch -p1</c> and <c>git apply</c> take it.</summary>
/// <remarks>Source: https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html</remarks>
internal static class UnifiedDiff
{
    private const int Around = 3;

    /// <returns>Empty where nothing differs.</returns>
    public static string Of(string path, IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var lines = Lines(before, after);
        var text = new StringBuilder();
        for (var at = 0; at < lines.Count; at++)
        {
            if (lines[at].Mark == ' ') continue;
            var (first, last) = (Math.Max(0, at - Around), at);
            for (var next = at; next < lines.Count && next <= last + (2 * Around); next++)
            {
                if (lines[next].Mark != ' ') last = next;
            }

            last = Math.Min(lines.Count - 1, last + Around);
            Append(text, lines, first, last);
            at = last;
        }

        return text.Length == 0 ? "" : $"--- a/{path}\n+++ b/{path}\n{text}";
    }

    private static void Append(StringBuilder text, List<(char Mark, string Line)> lines, int first, int last)
    {
        var hunk = lines[first..(last + 1)];
        var (before, after) = (1 + lines[..first].Count(l => l.Mark != '+'), 1 + lines[..first].Count(l => l.Mark != '-'));
        text.Append($"@@ -{before},{hunk.Count(l => l.Mark != '+')} +{after},{hunk.Count(l => l.Mark != '-')} @@\n");
        foreach (var (mark, line) in hunk) text.Append(mark).Append(line).Append('\n');
    }

    /// <summary>Along a longest common subsequence.</summary>
    private static List<(char Mark, string Line)> Lines(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var longest = new int[before.Count + 1, after.Count + 1];
        for (var i = before.Count - 1; i >= 0; i--)
        {
            for (var j = after.Count - 1; j >= 0; j--)
            {
                longest[i, j] = before[i] == after[j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
            }
        }

        var lines = new List<(char, string)>();
        for (int i = 0, j = 0; i < before.Count || j < after.Count;)
        {
            if (i < before.Count && j < after.Count && before[i] == after[j]) (_, i, j) = (Add(' ', before[i]), i + 1, j + 1);
            else if (i < before.Count && (j == after.Count || longest[i + 1, j] >= longest[i, j + 1])) i += Add('-', before[i]);
            else j += Add('+', after[j]);
        }

        return lines;

        int Add(char mark, string line)
        {
            lines.Add((mark, line));
            return 1;
        }
    }
}
