using System.Text.RegularExpressions;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace TaskTracker.Deployment.Iam;

/// <summary>The template with each function's policies cut down to what was used of them.</summary>
public sealed partial class TemplatePatch
{
    private readonly string _text;
    private readonly YamlMappingNode _resources;
    private readonly TemplateText _values;
    private readonly List<(int Start, int End, string Text)> _edits = [];

    private TemplatePatch(string path)
    {
        _text = File.ReadAllText(path);
        _resources = TemplateText.Child(TemplatePolicies.Load(path), "Resources") as YamlMappingNode ?? throw new TemplateProblem(path, 1, "it has no Resources");
        _values = new TemplateText(_resources);
    }

    /// <param name="shown">The template's path as the patch names it.</param>
    /// <param name="used">By the function's name in the template.</param>
    /// <returns>Empty where nothing is to be cut.</returns>
    public static string Of(string path, string shown, IReadOnlyDictionary<string, IReadOnlyList<UsedStatement>> used)
    {
        var patch = new TemplatePatch(path);
        foreach (var (function, statements) in used) patch.Cut(function, statements);
        var after = patch._text;
        foreach (var (start, end, text) in patch._edits.OrderByDescending(e => e.Start)) after = after[..start] + text + after[end..];
        return UnifiedDiff.Of(shown, Lines(patch._text), Lines(after));
    }

    private static string[] Lines(string text) => text.TrimEnd('\n').Split('\n');

    private void Cut(string function, IReadOnlyList<UsedStatement> used)
    {
        if (RoleOf(function) is not { } role || TemplateText.Child(TemplateText.Child(role, "Properties"), "Policies") is not YamlSequenceNode policies) return;
        foreach (var policy in policies)
        {
            if (TemplateText.Child(policy, "PolicyName") is not { } name || TemplateText.Child(TemplateText.Child(policy, "PolicyDocument"), "Statement") is not YamlSequenceNode statements) continue;
            var own = used.Where(u => u.Policy == _values.Of(name) && u.Statement < statements.Children.Count).ToList();

            // Of a function that was never called nothing is known: its policy stays as it is.
            if (own.Exists(u => u.Actions.Count > 0)) own.ForEach(u => Cut(statements, u));
        }
    }

    private YamlNode? RoleOf(string function)
    {
        var named = TemplateText.Child(TemplateText.Child(TemplateText.Child(_resources, function), "Properties"), "Role");
        var path = named switch { YamlScalarNode scalar => scalar.Value, YamlMappingNode { Children: [{ Value: YamlSequenceNode parts }] } => (parts[0] as YamlScalarNode)?.Value, _ => null };
        return path is null ? null : TemplateText.Child(_resources, path.Split('.')[0]);
    }

    private void Cut(YamlSequenceNode statements, UsedStatement used)
    {
        var statement = statements[used.Statement];
        if (used.Actions.Count == 0)
        {
            var start = LineStart((int)statement.Start.Index);
            var end = used.Statement + 1 < statements.Children.Count ? LineStart((int)statements[used.Statement + 1].Start.Index) : LineEnd(LastIndex(statement));
            _edits.Add((start, end, ""));
            return;
        }

        if (TemplateText.Child(statement, "Action") is { } action && !Same(action, used.Actions)) Replace(action, used.Actions);
        if (used.Resources.Count == 0 || TemplateText.Child(statement, "Resource") is not { } resource) return;
        var written = resource is YamlSequenceNode list && Tagless(list) ? list.ToList() : [resource];
        var kept = written.SelectMany(r => Deployed(r, used) is { } needed ? needed.Select(Written) : [_text[StartIndex(r)..LastIndex(r)]]).ToList();
        Replace(resource, kept);
    }

    /// <summary>What the resource is replaced with; <c>null</c> where it stays.</summary>
    private IReadOnlyList<string>? Deployed(YamlNode node, UsedStatement used)
    {
        var pattern = _values.Of(node);
        return used.Resources.FirstOrDefault(r => r.Key == pattern || Policies.Matching.PatternText.Overlap(pattern.Replace("*", "x", StringComparison.Ordinal), r.Key.Replace("*", "x", StringComparison.Ordinal))).Value;
    }

    /// <summary>By the resource of the template where one has that ARN, otherwise spelled out.</summary>
    private string Written(string arn)
    {
        var owners = _resources.Select(r => _values.Of(r.Key)).Where(name => _values.ArnOf(name) is { } own && Policies.Matching.PatternText.Overlap(own, arn)
            && own.Replace("AWS::", "", StringComparison.Ordinal).Split(':').Length == arn.Split(':').Length).ToList();
        if (owners is [var owner]) return $"!GetAtt {owner}.Arn";
        if (arn.Split(':', 6) is not ["arn", _, var service, var region, var account, var rest]) return arn == "*" ? "'*'" : arn;
        return $"!Sub 'arn:${{AWS::Partition}}:{service}:{(region.Length > 0 ? "${AWS::Region}" : "")}:{(account.Length > 0 ? "${AWS::AccountId}" : "")}:{rest}'";
    }

    private void Replace(YamlNode node, IReadOnlyList<string> values)
    {
        var isBlock = node is YamlSequenceNode { Style: SequenceStyle.Block };
        var quoted = values.Select(v => v.Contains('*', StringComparison.Ordinal) && !v.StartsWith('!') && !v.StartsWith('\'') ? $"'{v}'" : v).ToList();
        var indent = new string(' ', (int)node.Start.Column - 1);
        var text = isBlock ? string.Join($"\n{indent}", quoted.Select(v => "- " + v)) : quoted is [var one] ? one : $"[{string.Join(", ", quoted)}]";
        _edits.Add((StartIndex(node), LastIndex(node), text));
    }

    /// <summary>A node's tag belongs to it.</summary>
    private int StartIndex(YamlNode node)
    {
        var start = (int)node.Start.Index;
        return _text[start] == '!' ? start : start - TagInFront().Match(_text[LineStart(start)..start]).Length;
    }

    private static bool Same(YamlNode node, IReadOnlyList<string> values) =>
        (node is YamlSequenceNode list ? list.Select(n => (n as YamlScalarNode)?.Value) : [(node as YamlScalarNode)?.Value]).SequenceEqual(values);

    private static bool Tagless(YamlNode node) => node.Tag.IsEmpty || node.Tag.Value == "!";

    /// <summary>Behind the last character of a node; a block collection ends with its last element, a flow collection with its bracket.</summary>
    private int LastIndex(YamlNode node) => node switch
    {
        YamlMappingNode { Style: MappingStyle.Flow } map => Closing('}', map.Children.Count > 0 ? LastIndex(map.Children.Last().Value) : (int)map.Start.Index),
        YamlSequenceNode { Style: SequenceStyle.Flow } list => Closing(']', list.Children.Count > 0 ? LastIndex(list.Children[^1]) : (int)list.Start.Index),
        YamlMappingNode { Children.Count: > 0 } map => LastIndex(map.Children.Last().Value),
        YamlSequenceNode { Children.Count: > 0 } list => LastIndex(list.Children[^1]),
        _ => (int)node.End.Index,
    };

    private int Closing(char bracket, int from) => _text.IndexOf(bracket, from) + 1;

    [GeneratedRegex(@"!\w+\s+$")]
    private static partial Regex TagInFront();

    private int LineStart(int index) => _text.LastIndexOf('\n', index - 1) + 1;

    private int LineEnd(int index) => _text.IndexOf('\n', index) is var end and >= 0 ? end + 1 : _text.Length;
}
