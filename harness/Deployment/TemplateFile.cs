using System.Text;
using TaskTracker.Deployment.Resources;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace TaskTracker.Deployment;

/// <summary>A SAM template on disk: which local packages it names, and its text with those names replaced.</summary>
/// <remarks>As <c>aws cloudformation package</c> does it: https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html</remarks>
public sealed class TemplateFile
{
    private readonly string _text;
    private readonly YamlMappingNode _root;
    private readonly IReadOnlyList<YamlScalarNode> _codeUris;

    private TemplateFile(string path, string text, YamlMappingNode root, IReadOnlyList<YamlScalarNode> codeUris)
    {
        Path = path;
        _root = root;
        _text = text;
        _codeUris = codeUris;
    }

    public string Path { get; }

    /// <summary>Full paths of the packages that the functions name, each once.</summary>
    public IReadOnlyList<string> Packages => [.. _codeUris.Select(PathOf).Distinct()];

    /// <exception cref="TemplateProblem">It cannot be read, or is no YAML.</exception>
    public static TemplateFile Read(string path)
    {
        try
        {
            var text = File.ReadAllText(path);
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            var root = stream.Documents is [{ RootNode: YamlMappingNode mapping }] ? mapping : throw new TemplateProblem(path, 1, "it is not one YAML mapping");
            return new TemplateFile(path, text, root, [.. CodeUris(root).Where(IsLocal)]);
        }
        catch (YamlException problem)
        {
            throw new TemplateProblem(path, problem.Start.Line, problem.Message);
        }
        catch (IOException problem)
        {
            throw new TemplateProblem(path, 0, problem.Message);
        }
    }

    /// <summary>The template with each local package replaced by where it lies in S3; every other character is as it was.</summary>
    /// <param name="uploaded"><c>s3://bucket/key</c> by full path.</param>
    public string Rewrite(IReadOnlyDictionary<string, string> uploaded)
    {
        var text = new StringBuilder(_text);
        foreach (var node in _codeUris.OrderByDescending(n => n.Start.Index))
        {
            var start = (int)node.Start.Index;
            text.Remove(start, (int)node.End.Index - start).Insert(start, uploaded[PathOf(node)]);
        }

        return text.ToString();
    }

    /// <summary>The resources that there will be with these parameters: those under a condition that does not hold are left out.</summary>
    public IReadOnlyList<ExpectedResource> ResourcesFor(IReadOnlyDictionary<string, string> parameters) =>
        new TemplateConditions(_root, parameters).Resources();

    private string PathOf(YamlScalarNode node) => System.IO.Path.GetFullPath(node.Value ?? "", System.IO.Path.GetDirectoryName(Path) ?? ".");

    private static bool IsLocal(YamlScalarNode node) => node.Value is { Length: > 0 } value && !value.Contains("://", StringComparison.Ordinal);

    private static IEnumerable<YamlScalarNode> CodeUris(YamlMappingNode root)
    {
        if (Child(Child(root, "Globals"), "Function") is YamlMappingNode shared && Child(shared, "CodeUri") is YamlScalarNode common) yield return common;
        if (Child(root, "Resources") is not YamlMappingNode resources) yield break;
        foreach (var (_, resource) in resources)
        {
            var isFunction = Child(resource, "Type") is YamlScalarNode { Value: "AWS::Serverless::Function" };
            if (isFunction && Child(Child(resource, "Properties"), "CodeUri") is YamlScalarNode own) yield return own;
        }
    }

    private static YamlNode? Child(YamlNode? parent, string name) =>
        parent is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(name), out var child) ? child : null;
}

/// <summary>A template that cannot be used as it stands.</summary>
/// <param name="line">Counted from 1; 0 for the file as a whole.</param>
public sealed class TemplateProblem(string path, long line, string problem) : Exception(line > 0 ? $"{path}, line {line}: {problem}" : $"{path}: {problem}");
