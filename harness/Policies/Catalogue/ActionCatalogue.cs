using TaskTracker.Policies.Matching;

namespace TaskTracker.Policies.Catalogue;

public enum AccessLevel
{
    Read,
    List,
    Write,
    Tagging,
    Permissions,
}

/// <param name="Name">With its service, such as <c>dynamodb:PutItem</c>.</param>
/// <param name="Types">What it acts on; nothing in particular, and then only <c>*</c> grants it, where there are none.</param>
public sealed record KnownAction(string Name, AccessLevel Level, IReadOnlyList<ResourceType> Types)
{
    /// <summary>Whether a pattern of resources can name something that it acts on.</summary>
    public bool ActsOn(string resource) => resource == "*" || Types.Any(t => t.Arns.Any(a => PatternText.Overlap(a, resource)));
}

/// <param name="Arns">Patterns of its ARNs.</param>
public sealed record ResourceType(string Name, IReadOnlyList<string> Arns);

/// <summary>What AWS's services call their actions, as far as a serverless stack meets them. The facts and their source stand in <c>actions.txt</c>.</summary>
public sealed class ActionCatalogue
{
    private static readonly Lazy<ActionCatalogue> Shipped = new(() => new ActionCatalogue(Open()));

    private readonly HashSet<string> _prefixes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Dictionary<string, KnownAction>> _actions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ResourceType> _types = [];

    private ActionCatalogue(TextReader lines)
    {
        var service = "";
        for (var line = lines.ReadLine(); line is not null; line = lines.ReadLine())
        {
            var words = line.Split(' ');
            switch (words[0])
            {
                case "prefixes": _prefixes.UnionWith(words[1..]); break;
                case "service": Begin(service = words[1]); break;
                case "type": _types.Add(words[1], new ResourceType(words[1], [.. words[2].Split(',').Select(a => "arn:*:" + a)])); break;
                case "action": Add(service, words); break;
            }
        }
    }

    public static ActionCatalogue Known => Shipped.Value;

    public bool HasService(string prefix) => _prefixes.Contains(prefix);

    public IEnumerable<string> Services => _prefixes;

    /// <summary>Whether the service's actions are in the catalogue, so that one that is not there does not exist.</summary>
    public bool Knows(string prefix) => _actions.ContainsKey(prefix);

    public KnownAction? Find(string action) =>
        action.Split(':', 2) is [var service, var name] && _actions.TryGetValue(service, out var actions) ? actions.GetValueOrDefault(name) : null;

    public IEnumerable<KnownAction> Of(string service) => _actions.TryGetValue(service, out var actions) ? actions.Values : [];

    /// <summary>Every known action that a pattern of a policy matches.</summary>
    public IEnumerable<KnownAction> Matching(string pattern)
    {
        if (Find(pattern) is { } exact) return [exact];
        var lower = pattern.ToLowerInvariant();
        return _actions.Values.SelectMany(a => a.Values).Where(a => PatternText.Covers(lower, a.Name.ToLowerInvariant()));
    }

    private void Begin(string service)
    {
        _actions.Add(service, new Dictionary<string, KnownAction>(StringComparer.OrdinalIgnoreCase));
        _types.Clear();
    }

    private void Add(string service, string[] words)
    {
        var level = words[2] switch { "R" => AccessLevel.Read, "L" => AccessLevel.List, "T" => AccessLevel.Tagging, "P" => AccessLevel.Permissions, _ => AccessLevel.Write };
        _actions[service].Add(words[1], new KnownAction($"{service}:{words[1]}", level, [.. words[3..].Select(t => _types[t])]));
    }

    private static StreamReader Open()
    {
        var stream = typeof(ActionCatalogue).Assembly.GetManifestResourceStream("actions.txt");
        return new StreamReader(stream ?? throw new InvalidOperationException("The action catalogue is not in the assembly."));
    }
}
