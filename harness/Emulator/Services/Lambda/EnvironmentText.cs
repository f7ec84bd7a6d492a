using System.Globalization;
using System.Text;

namespace TaskTracker.Emulation.Services.Lambda;

/// <summary>A function's variables as their size is measured: as JSON in which nothing is escaped that need not be.</summary>
/// <remarks>Recorded as lambda_/test_lambda_api: TestLambdaSizeLimits. .NET's writers escape what is beyond the Basic Multilingual Plane, whatever they are told.</remarks>
internal static class EnvironmentText
{
    public static string Of(IEnumerable<KeyValuePair<string, string>> variables)
    {
        var text = new StringBuilder("{");
        foreach (var (name, value) in variables)
        {
            if (text.Length > 1) text.Append(',');
            text.Append('"').Append(name).Append("\":\"");
            foreach (var character in value) Append(text, character);
            text.Append('"');
        }

        return text.Append('}').ToString();
    }

    private static StringBuilder Append(StringBuilder text, char character) => character switch
    {
        '"' or '\\' => text.Append('\\').Append(character),
        '\b' => text.Append("\\b"),
        '\f' => text.Append("\\f"),
        '\n' => text.Append("\\n"),
        '\r' => text.Append("\\r"),
        '\t' => text.Append("\\t"),
        < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
        _ => text.Append(character),
    };
}
