using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace TaskTracker.Deployment.Iam;

/// <summary>The file that says what each function's role must be allowed and denied, as it applies to one deployment.</summary>
public sealed partial class ExpectationsFile
{
    private static readonly Dictionary<string, IReadOnlyList<string>> NoContext = [];

    private readonly string _path;
    private readonly DeploymentRecord _record;
    private readonly Dictionary<string, string> _known;

    private ExpectationsFile(string path, DeploymentRecord record)
    {
        (_path, _record) = (path, record);
        _known = new Dictionary<string, string>
        {
            ["Partition"] = "aws",
            ["Region"] = record.Region,
            ["Account"] = record.Account,
            ["Stack"] = record.Stack,
            ["Table"] = record.Table,
        };
    }

    /// <exception cref="TemplateProblem">The file is missing or malformed: which line, and how.</exception>
    public static IReadOnlyList<Expectation> Read(string path, DeploymentRecord record)
    {
        var file = new ExpectationsFile(path, record);
        var expectations = TemplatePolicies.Load(path).SelectMany(f => file.Function(file.Text(f.Key), f.Key, f.Value)).ToList();
        return expectations.Count > 0 ? expectations : throw new TemplateProblem(path, 1, "it expects nothing");
    }

    private IEnumerable<Expectation> Function(string name, YamlNode at, YamlNode body)
    {
        if (!_record.Functions.TryGetValue(name, out var deployed)) throw At(at, $"there is no function '{name}'; there are {string.Join(", ", _record.Functions.Keys)}");
        _known["Function"] = deployed;
        var sides = Map(body, $"{name} needs 'allowed' or 'denied'", "allowed", "denied");
        return [.. sides.SelectMany(side => List(side.Value, $"'{side.Key}' is a list").SelectMany(entry => Entry(name, entry, side.Key == "allowed")))];
    }

    private IEnumerable<Expectation> Entry(string function, YamlNode node, bool isAllowed)
    {
        var members = Map(node, "an expectation has an action and a resource", "action", "resource", "context");
        if (!members.TryGetValue("action", out var action)) throw At(node, "an expectation without an action");
        if (!members.TryGetValue("resource", out var resource)) throw At(node, "an expectation without a resource; * for an action on nothing in particular");
        var context = members.TryGetValue("context", out var keys) ? Context(keys) : NoContext;
        return
        [
            .. from a in Texts(action)
               from r in Texts(resource)
               select new Expectation(function, Action(a), Filled(r), context, isAllowed, (int)a.Start.Line),
        ];
    }

    private string Action(YamlNode node) =>
        ActionName().IsMatch(Text(node)) ? Text(node) : throw At(node, $"'{Text(node)}' is not one action such as dynamodb:PutItem");

    private Dictionary<string, IReadOnlyList<string>> Context(YamlNode node) => node is YamlMappingNode keys
        ? keys.ToDictionary(k => Text(k.Key), k => (IReadOnlyList<string>)[.. Texts(k.Value).Select(Filled)], StringComparer.OrdinalIgnoreCase)
        : throw At(node, "'context' gives values to condition keys");

    private string Filled(YamlNode node) => Placeholder().Replace(Text(node), match => _known.TryGetValue(match.Groups[1].Value, out var value)
        ? value
        : throw At(node, $"{match.Value} is not known; there are {string.Join(" ", _known.Keys.Select(k => $"${{{k}}}"))}"));

    private Dictionary<string, YamlNode> Map(YamlNode node, string shape, params string[] names)
    {
        if (node is not YamlMappingNode { Children.Count: > 0 } mapping) throw At(node, shape);
        var unknown = mapping.Select(m => m.Key).FirstOrDefault(k => !names.Contains(Text(k)));
        if (unknown is not null) throw At(unknown, $"'{Text(unknown)}' is not known here; there are {string.Join(", ", names)}");
        return mapping.ToDictionary(m => Text(m.Key), m => m.Value);
    }

    private List<YamlNode> Texts(YamlNode node) => node is YamlSequenceNode ? [.. List(node, "")] : [node];

    private YamlSequenceNode List(YamlNode node, string shape) => node is YamlSequenceNode { Children.Count: > 0 } list ? list : throw At(node, shape.Length > 0 ? shape : "an empty list");

    private string Text(YamlNode node) => node is YamlScalarNode { Value: { Length: > 0 } text } ? text : throw At(node, "a text is needed here");

    private TemplateProblem At(YamlNode node, string problem) => new(_path, node.Start.Line, problem);

    [GeneratedRegex(@"\$\{(\w+)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^[a-zA-Z0-9-]+:[a-zA-Z0-9]+$")]
    private static partial Regex ActionName();
}
