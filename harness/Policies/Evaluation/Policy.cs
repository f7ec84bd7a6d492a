using System.Text.Json;
using TaskTracker.Policies.Json;
using TaskTracker.Policies.Language;

namespace TaskTracker.Policies.Evaluation;

/// <summary>A policy, parsed, checked and compiled once, then evaluated any number of times from any thread.</summary>
public sealed class Policy
{
    private Policy(string name, PolicyKind kind, string json, PolicyDocument document)
    {
        Name = name;
        Kind = kind;
        Json = json;
        Statements = [.. document.Statements.Select(s => new Statement(s, document.HasVariables))];
        ContextKeys = [.. Statements.SelectMany(s => s.ContextKeys).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The name of an inline policy, the ARN of a managed one, or what else its owner knows it by.</summary>
    public string Name { get; }

    public PolicyKind Kind { get; }

    /// <summary>The document as it was given.</summary>
    public string Json { get; }

    /// <summary>The context keys that its conditions and variables read.</summary>
    public IReadOnlyList<string> ContextKeys { get; }

    internal Statement[] Statements { get; }

    /// <param name="json">The text of the document; positions in an explanation count in it.</param>
    /// <exception cref="MalformedPolicyException">IAM would not store the document; the message is IAM's.</exception>
    public static Policy Parse(string name, PolicyKind kind, string json)
    {
        JsonNode tree;
        try
        {
            tree = JsonTree.Read(json);
        }
        catch (JsonException cause)
        {
            throw Malformed.NoJson(kind, cause);
        }

        var document = DocumentReader.Read(tree);
        if (kind is PolicyKind.Resource or PolicyKind.Trust) ResourcePolicyGrammar.Check(document, kind);
        else IdentityGrammar.Check(document, kind);
        return new Policy(name, kind, json, document);
    }
}
