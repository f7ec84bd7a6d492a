using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.CloudFormation.Templates;

/// <summary>Reads a template's text; one that begins with a brace is JSON, as CloudFormation decides it.</summary>
internal static class TemplateText
{
    /// <summary>Deeper nesting than any template has, and shallow enough for a thread's stack.</summary>
    public const int MaxDepth = 128;

    /// <exception cref="AwsError">ValidationError with the place where the text stops making sense.</exception>
    public static Node.Map Read(string text)
    {
        var node = text.AsSpan().TrimStart().StartsWith("{") ? JsonTemplate.Read(text) : YamlTemplate.Read(text);
        RefuseUnwritable(node);
        return node as Node.Map ?? throw CloudFormationErrors.Validation("Template format error: unsupported structure.");
    }

    /// <summary>Answers are XML, which has not every character: a text with one could never be shown.</summary>
    private static void RefuseUnwritable(Node node)
    {
        switch (node)
        {
            case Node.Scalar scalar:
                RefuseUnwritable(scalar.Text, scalar.At);
                break;
            case Node.List list:
                foreach (var item in list.Items) RefuseUnwritable(item);
                break;
            case Node.Map map:
                foreach (var entry in map.Entries)
                {
                    RefuseUnwritable(entry.Key, entry.KeyAt);
                    RefuseUnwritable(entry.Value);
                }

                break;
        }
    }

    private static void RefuseUnwritable(string text, Position at)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i])) continue;
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i])) i++;
            else throw CloudFormationErrors.Validation($"Template format error: the character U+{(int)text[i]:X4} is not allowed in templates. ({at})");
        }
    }

    public static AwsError TooDeep(Position at) => CloudFormationErrors.Validation($"Template format error: nested deeper than {MaxDepth} levels. ({at})");

    public static AwsError DuplicateKey(string key, Position at) =>
        CloudFormationErrors.Validation($"Template format error: the key {key} is there twice. ({at})");
}
