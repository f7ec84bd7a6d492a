using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Sam;

/// <summary>A serverless resource on its way to those that it stands for.</summary>
/// <param name="source">As written, with its attributes.</param>
/// <param name="properties">With the Globals section merged in.</param>
internal sealed class SamResource(string logicalId, Position at, Node.Map source, Node.Map properties, TemplateProblems wrong)
{
    private static readonly string[] Attributes = ["Condition", "DeletionPolicy", "UpdateReplacePolicy", "Metadata", "DependsOn"];

    public string LogicalId => logicalId;

    public Position At => at;

    public IReadOnlyList<Entry> Properties => properties.Entries;

    /// <summary>Name of the condition under which it exists; <c>null</c> for always.</summary>
    public Node? Condition => source["Condition"];

    public Node? this[string property] => properties[property];

    /// <summary>In the words of the translator.</summary>
    public void Refuse(string why, Position place) => wrong.Add($"Resource with id [{logicalId}] is invalid. {why}", place);

    /// <summary>Refuses the properties that the type has in SAM, but not here, and those that it has nowhere.</summary>
    public void RefuseOthers(string type, IReadOnlyCollection<string> supported, IReadOnlyCollection<string> known)
    {
        foreach (var entry in properties.Entries.Where(e => !supported.Contains(e.Key)))
        {
            var why = known.Contains(entry.Key) ? $"of {type} is not supported here" : $"not defined for resource of type {type}";
            Refuse($"property {entry.Key} {why}", entry.KeyAt);
        }
    }

    /// <summary>The resource of the same name, with all the attributes that its author gave.</summary>
    public Entry Main(string type, params ReadOnlySpan<(string Name, Node? Value)> values) => Made(logicalId, type, Attributes, values);

    /// <summary>A further resource, which exists and goes when the main one does.</summary>
    public Entry Further(string id, string type, params ReadOnlySpan<(string Name, Node? Value)> values) => Made(id, type, Attributes[..3], values);

    /// <summary>A further resource, which stays when the stack has it no longer, unless its author says otherwise.</summary>
    public Entry Kept(string id, string type, params ReadOnlySpan<(string Name, Node? Value)> values)
    {
        var made = Made(id, type, Attributes[..3], values);
        return source["DeletionPolicy"] is null && made.Value is Node.Map map ? made with { Value = map.With("DeletionPolicy", Text("Retain")) } : made;
    }

    /// <summary>An API's definition; <c>null</c> where its author leaves it to the events.</summary>
    public Node.Map? Definition(string type)
    {
        if (this["DefinitionBody"] is not { } given) return null;
        if (given is Node.Map { IsFunction: false } body) return body;
        Refuse($"'DefinitionBody' of an '{type}' must be an object here.", given.At);
        return new Node.Map([], at);
    }

    /// <summary>Tags that are written as a map, as the list that most resources take; <c>null</c> where there are none.</summary>
    public Node.List? TagList(params ReadOnlySpan<(string Key, string Value)> first)
    {
        var tags = new List<Node>();
        foreach (var (key, value) in first) tags.Add(Node.MapAt(at, ("Key", Text(key)), ("Value", Text(value))));
        if (this["Tags"] is Node.Map { IsFunction: false } own) tags.AddRange(own.Entries.Select(e => Node.MapAt(e.Value.At, ("Key", Node.TextAt(e.Key, e.KeyAt)), ("Value", e.Value))));
        else if (this["Tags"] is { } other) Refuse("Property 'Tags' should be a map.", other.At);
        return tags.Count == 0 ? null : new Node.List(tags, at);
    }

    public Node.Scalar Text(string text) => Node.TextAt(text, at);

    public Node.Map Ref(string name) => Node.MapAt(at, ("Ref", Text(name)));

    private Entry Made(string id, string type, string[] attributes, ReadOnlySpan<(string Name, Node? Value)> values)
    {
        var entries = new List<Entry> { new("Type", at, Text(type)) };
        foreach (var attribute in attributes)
        {
            if (source[attribute] is { } value) entries.Add(new Entry(attribute, value.At, value));
        }

        var made = new List<Entry>();
        foreach (var (name, value) in values)
        {
            if (value is not null) made.Add(new Entry(name, properties.Entries.FirstOrDefault(e => e.Key == name)?.KeyAt ?? value.At, value));
        }

        entries.Add(new Entry("Properties", at, new Node.Map(made, properties.At)));
        return new Entry(id, at, new Node.Map(entries, at));
    }
}
