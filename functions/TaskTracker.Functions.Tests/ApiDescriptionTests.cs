using System.Text.Json;
using YamlDotNet.RepresentationModel;

namespace TaskTracker.Functions.Tests;

/// <summary>What is handed to users of the API against what is deployed.</summary>
public sealed class ApiDescriptionTests
{
    private static readonly string[] Verbs = ["get", "post", "put", "delete"];

    [Theory]
    [InlineData("HttpApi")]
    [InlineData("RestApi")]
    public void The_description_has_the_operations_of_the_template_and_no_others(string api)
    {
        var deployed = Child(Read("template.yaml"), "Resources", api, "Properties", "DefinitionBody");

        Assert.Equal(Operations(deployed), Operations(Read("openapi.yaml")));
    }

    [Fact]
    public void Every_request_of_the_collection_is_described()
    {
        var described = Operations(Read("openapi.yaml")).Select(o => (o.Method, o.Path)).ToHashSet();
        using var collection = JsonDocument.Parse(File.ReadAllText(In("postman-collection.json")));

        var sent = collection.RootElement.GetProperty("item").EnumerateArray()
            .SelectMany(folder => folder.GetProperty("item").EnumerateArray())
            .Select(item => item.GetProperty("request"))
            .Select(r => (r.GetProperty("method").GetString() ?? "", "/" + string.Join('/', r.GetProperty("url").GetProperty("path").EnumerateArray())))
            .Select(r => (r.Item1, r.Item2.Replace("{{task_id}}", "{TaskId}", StringComparison.Ordinal)))
            .ToHashSet();

        Assert.Equal(described, sent);
    }

    private static List<(string Method, string Path, string OperationId)> Operations(YamlMappingNode document) =>
    [
        .. from path in Child(document, "paths").Children
           from operation in ((YamlMappingNode)path.Value).Children
           where Verbs.Contains(operation.Key.ToString())
           orderby path.Key.ToString(), operation.Key.ToString()
           select (operation.Key.ToString().ToUpperInvariant(), path.Key.ToString(), Child(operation.Value)["operationId"].ToString()),
    ];

    private static YamlMappingNode Read(string file)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(In(file))));

        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    private static YamlMappingNode Child(YamlNode node, params string[] path) => (YamlMappingNode)path.Aggregate(node, (at, name) => at[name]);

    private static string In(string file) => Path.Combine(AppContext.BaseDirectory, file);
}
