using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace TaskTracker.Deployment.Wire;

/// <summary>A service understood the call and said no.</summary>
/// <param name="code">AWS's error code, without a namespace.</param>
public sealed partial class AwsRefusal(string service, int status, string code, string message) : Exception(message)
{
    public string Service { get; } = service;

    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>What was asked for is not there, or the service itself is not.</summary>
    internal bool IsMissing => Status is 404 or 501 || Code is "ResourceNotFoundException" or "NoSuchEntity";

    /// <summary>The server itself failed, or does not say why it refused: its answer is a page for people.</summary>
    internal bool IsPage { get; private init; }

    internal static AwsRefusal Read(AwsCall call, AwsAnswer answer)
    {
        var text = Encoding.UTF8.GetString(answer.Body);
        if (Page().IsMatch(text)) return new AwsRefusal(call.Service, answer.Status, $"HTTP {answer.Status}", $"its answer is a web page{TitleOf(text)}.") { IsPage = true };
        var (code, message) = text.TrimStart() is ['<', ..] ? ReadXml(text) : ReadJson(text);
        if (answer.Headers.TryGetValue("x-amzn-ErrorType", out var type)) code ??= type.Split(':')[0];
        return new AwsRefusal(call.Service, answer.Status, code?.Split('#')[^1] ?? $"HTTP {answer.Status}", message ?? (text.Length == 0 ? "no message" : text));
    }

    private static string TitleOf(string page) => Title().Match(page) is { Success: true } title ? $", {WebUtility.HtmlDecode(title.Groups[1].Value)}" : "";

    [GeneratedRegex(@"^\s*<(!doctype html|html)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Page();

    [GeneratedRegex(@"<title>\s*([^<]{1,100}?)\s*</title>", RegexOptions.IgnoreCase)]
    private static partial Regex Title();

    private static (string? Code, string? Message) ReadXml(string text)
    {
        try
        {
            var error = XElement.Parse(text).DescendantsAndSelf().FirstOrDefault(e => e.Name.LocalName == "Error");
            return (Find(error, "Code"), Find(error, "Message"));
        }
        catch (XmlException)
        {
            return (null, null);
        }
    }

    private static (string? Code, string? Message) ReadJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return (Find(document.RootElement, "__type") ?? Find(document.RootElement, "code"), Find(document.RootElement, "message"));
        }
        catch (JsonException)
        {
            return (null, null);
        }
    }

    private static string? Find(XElement? error, string name) => error?.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value;

    private static string? Find(JsonElement error, string name) => error.ValueKind != JsonValueKind.Object
        ? null
        : error.EnumerateObject().Where(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && p.Value.ValueKind == JsonValueKind.String)
            .Select(p => p.Value.GetString()).FirstOrDefault();
}
