using System.Text;

namespace TaskTracker.Emulation.Protocols;

/// <summary>The tags of a form, <c>Tags.member.N.Key</c> and <c>.Value</c>, as IAM and STS demand them.</summary>
/// <remarks>Sources: https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html, https://docs.aws.amazon.com/STS/latest/APIReference/API_Tag.html</remarks>
internal static class FormTags
{
    private const int MaxKeyLength = 128;
    private const int MaxValueLength = 256;
    private const string Marks = "_.:/=+-@";
    private const string Letters = @"[\p{L}\p{Z}\p{N}_.:/=+\-@]";

    /// <exception cref="AwsError">ValidationError, naming the member.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> TagPairs(this QueryForm form)
    {
        var tags = form.Structures("Tags").Select(t => KeyValuePair.Create(form.Required(t + ".Key"), form.Optional(t + ".Value") ?? "")).ToList();
        for (var i = 0; i < tags.Count; i++)
        {
            if (tags[i].Key.Length == 0) throw Refused("", i, "key", "have length greater than or equal to 1");
            Check(tags[i].Key, i, "key", MaxKeyLength, Letters + "+");
            Check(tags[i].Value, i, "value", MaxValueLength, Letters + "*");
        }

        return tags;
    }

    private static void Check(string text, int index, string member, int most, string pattern)
    {
        if (text.Length > most) throw Refused(text, index, member, $"have length less than or equal to {most}");
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsLetter(rune)) throw Refused(text, index, member, $"satisfy regular expression pattern: {pattern}");
        }
    }

    private static bool IsLetter(Rune rune) =>
        Rune.IsLetter(rune) || Rune.IsNumber(rune) || Rune.IsSeparator(rune) || (rune.IsAscii && Marks.Contains((char)rune.Value, StringComparison.Ordinal));

    private static AwsError Refused(string text, int index, string member, string demand) => new(400, "ValidationError",
        $"1 validation error detected: Value '{text}' at 'tags.{index + 1}.member.{member}' failed to satisfy constraint: Member must {demand}");
}
