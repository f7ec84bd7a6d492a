using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.ApiGateway.RestApis;

public sealed class RestApiTests(Gateway gateway) : IClassFixture<Gateway>
{
    private const string Recordings = "LocalStack's test_apigateway_api.snapshot.json, TestApiGatewayApiRestApi and TestApiGatewayApiResource, recorded on AWS";
    private const string Reference = "https://docs.aws.amazon.com/apigateway/latest/api/API_Operations.html";

    [Fact]
    [Parity("apigateway:CreateRestApi", Evidence.Recorded, Recordings)]
    [Parity("apigateway:GetRestApi", Evidence.Recorded, Recordings)]
    [Parity("apigateway:GetRestApis", Evidence.Recorded, Recordings)]
    [Parity("apigateway:DeleteRestApi", Evidence.Recorded, Recordings)]
    public async Task An_API_is_made_shown_and_deleted()
    {
        var made = await gateway.MakeRestAsync("POST", "/restapis", """{"name":"mine","description":"this is my api","tags":{"k":"v"}}""");
        var id = made["id"]!.GetValue<string>();
        var shown = await gateway.MakeRestAsync("GET", $"/restapis/{id}");
        var listed = (await gateway.MakeRestAsync("GET", "/restapis?limit=500"))["item"]!.AsArray();
        var deleted = await gateway.CallRestAsync("DELETE", $"/restapis/{id}");
        var gone = await gateway.CallRestAsync("GET", $"/restapis/{id}");

        Assert.Equal("""{"types":["EDGE"],"ipAddressType":"ipv4"}""", made["endpointConfiguration"]?.ToJsonString());
        Assert.Equal(("HEADER", false), (made["apiKeySource"]?.GetValue<string>(), made["disableExecuteApiEndpoint"]?.GetValue<bool>()));
        Assert.True(made["createdDate"]?.GetValue<long>() > 1_700_000_000);
        Assert.Equal(made.ToJsonString(), shown.ToJsonString());
        Assert.Contains(listed, a => a?["id"]?.GetValue<string>() == id);
        Assert.Equal((202, 404), (deleted.Status, gone.Status));
        Assert.Equal($$"""{"message":"Invalid API identifier specified 000000000000:{{id}}"}""", gone.Body);
    }

    [Fact]
    [Parity("apigateway:UpdateRestApi", Evidence.Recorded, Recordings)]
    public async Task An_API_is_changed_by_patches()
    {
        var id = await ApiAsync();

        var changed = await gateway.MakeRestAsync("PATCH", $"/restapis/{id}", """
            {"patchOperations":[{"op":"add","path":"/binaryMediaTypes/image~1png"},{"op":"add","path":"/binaryMediaTypes/image~1jpeg"},
              {"op":"replace","path":"/binaryMediaTypes/image~1png","value":"image/gif"},{"op":"replace","path":"/name","value":"new"},{"op":"replace","path":"/description","value":"d"}]}
            """);
        var wrong = await gateway.CallRestAsync("PATCH", $"/restapis/{id}", """{"patchOperations":[{"op":"add","path":"/binaryMediaTypes","value":"a/b"}]}""");
        var unknown = await gateway.CallRestAsync("PATCH", $"/restapis/{id}", """{"patchOperations":[{"op":"wrong_op","path":"/name"}]}""");

        Assert.Equal(("new", "d", """["image/jpeg","image/gif"]"""), (changed["name"]?.GetValue<string>(), changed["description"]?.GetValue<string>(), changed["binaryMediaTypes"]?.ToJsonString()));
        Assert.Equal((400, """{"message":"Invalid patch path /binaryMediaTypes"}"""), (wrong.Status, wrong.Body));
        Assert.Contains("Value 'wrong_op' at 'updateRestApiInput.patchOperations.1.member.op' failed to satisfy constraint", unknown.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("apigateway:CreateResource", Evidence.Recorded, Recordings)]
    [Parity("apigateway:GetResource", Evidence.Recorded, Recordings)]
    [Parity("apigateway:GetResources", Evidence.Recorded, Recordings)]
    [Parity("apigateway:UpdateResource", Evidence.Recorded, Recordings)]
    [Parity("apigateway:DeleteResource", Evidence.Recorded, Recordings)]
    public async Task Resources_are_a_tree()
    {
        var id = await ApiAsync();
        var root = await RootAsync(id);

        var pets = await ResourceAsync(id, root, "pets");
        var below = await ResourceAsync(id, pets, "subpets");
        var moved = await gateway.MakeRestAsync("PATCH", $"/restapis/{id}/resources/{pets}", """{"patchOperations":[{"op":"replace","path":"/pathPart","value":"dogs"}]}""");
        var paths = (await gateway.MakeRestAsync("GET", $"/restapis/{id}/resources"))["item"]!.AsArray().Select(r => r!["path"]!.GetValue<string>());
        var cyclical = await gateway.CallRestAsync("PATCH", $"/restapis/{id}/resources/{pets}", $$"""{"patchOperations":[{"op":"replace","path":"/parentId","value":"{{below}}"}]}""");
        var deleted = await gateway.CallRestAsync("DELETE", $"/restapis/{id}/resources/{pets}");
        var gone = await gateway.CallRestAsync("GET", $"/restapis/{id}/resources/{below}");

        Assert.Equal("/dogs", moved["path"]?.GetValue<string>());
        Assert.Equal(["/", "/dogs", "/dogs/subpets"], paths);
        Assert.Equal((400, """{"message":"Resources cannot be cyclical."}"""), (cyclical.Status, cyclical.Body));
        Assert.Equal(202, deleted.Status);
        Assert.Equal((404, """{"message":"Invalid Resource identifier specified"}"""), (gone.Status, gone.Body));
    }

    /// <summary>The part that stands there, the one that is to stand beside or below it, whether below, and the refusal.</summary>
    [Theory]
    [InlineData("pets", "pets", false, 409, "Another resource with the same parent already has this name: pets")]
    [InlineData("{proxy+}", "{child}", false, 400, "A sibling ({proxy+}) of this resource already has a variable path part -- only one is allowed")]
    [InlineData("{proxy+}", "child", true, 400, "Cannot create a child of a resource with a greedy path variable: {proxy+}")]
    [InlineData("pets", "a b", false, 400, "Resource's path part only allow")]
    [InlineData("pets", "a{b}", false, 400, "Resource's path part only allow")]
    [Parity("apigateway:CreateResource", Evidence.Recorded, Recordings)]
    public async Task A_part_that_cannot_stand_there_is_refused(string there, string part, bool isBelow, int status, string message)
    {
        var id = await ApiAsync();
        var root = await RootAsync(id);
        var first = await ResourceAsync(id, root, there);

        var answer = await gateway.CallRestAsync("POST", $"/restapis/{id}/resources/{(isBelow ? first : root)}", $$"""{"pathPart":"{{part}}"}""");

        Assert.Equal(status, answer.Status);
        Assert.StartsWith(message, JsonNode.Parse(answer.Body)!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    [Parity("apigateway:CreateDeployment", Evidence.Recorded, "LocalStack's test_apigateway_common.snapshot.json, TestDeployments, recorded on AWS; its refusals as users quote them")]
    [Parity("apigateway:GetDeployment", Evidence.Documented, Reference)]
    [Parity("apigateway:GetDeployments", Evidence.Documented, Reference)]
    [Parity("apigateway:UpdateDeployment", Evidence.Documented, Reference)]
    [Parity("apigateway:DeleteDeployment", Evidence.Recorded, "LocalStack's TestDeployments, recorded on AWS")]
    public async Task A_deployment_needs_methods_with_integrations_and_stays_while_a_stage_serves_it()
    {
        var id = await ApiAsync();
        var root = await RootAsync(id);
        var empty = await gateway.CallRestAsync("POST", $"/restapis/{id}/deployments", "{}");
        await gateway.MakeRestAsync("PUT", $"/restapis/{id}/resources/{root}/methods/GET", """{"authorizationType":"NONE"}""");
        var bare = await gateway.CallRestAsync("POST", $"/restapis/{id}/deployments", "{}");
        await gateway.MakeRestAsync("PUT", $"/restapis/{id}/resources/{root}/methods/GET/integration", """{"type":"MOCK"}""");

        var made = await gateway.MakeRestAsync("POST", $"/restapis/{id}/deployments", """{"stageName":"s1","description":"first"}""");
        var path = $"/restapis/{id}/deployments/{made["id"]}";
        var changed = await gateway.MakeRestAsync("PATCH", path, """{"patchOperations":[{"op":"replace","path":"/description","value":"other"}]}""");
        var shown = await gateway.MakeRestAsync("GET", path + "?embed=apisummary");
        var inUse = await gateway.CallRestAsync("DELETE", path);
        await gateway.MakeRestAsync("DELETE", $"/restapis/{id}/stages/s1");
        var deleted = await gateway.CallRestAsync("DELETE", path);
        var listed = await gateway.MakeRestAsync("GET", $"/restapis/{id}/deployments");

        Assert.Equal("""{"message":"The REST API doesn't contain any methods"}""", empty.Body.Replace("\\u0027", "'", StringComparison.Ordinal));
        Assert.Equal((400, """{"message":"No integration defined for method"}"""), (bare.Status, bare.Body));
        Assert.Equal(("first", "other"), (made["description"]?.GetValue<string>(), changed["description"]?.GetValue<string>()));
        Assert.Equal("""{"/":{"GET":{"authorizationType":"NONE","apiKeyRequired":false}}}""", shown["apiSummary"]?.ToJsonString());
        Assert.Equal((400, """{"message":"Active stages pointing to this deployment must be moved or deleted"}"""), (inUse.Status, inUse.Body));
        Assert.Equal(202, deleted.Status);
        Assert.Empty(listed["item"]!.AsArray());
    }

    [Fact]
    [Parity("apigateway:CreateStage", Evidence.Recorded, "LocalStack's TestStages, recorded on AWS")]
    [Parity("apigateway:GetStage", Evidence.Recorded, "LocalStack's TestStages, recorded on AWS")]
    [Parity("apigateway:GetStages", Evidence.Recorded, "LocalStack's TestDeployments, recorded on AWS")]
    [Parity("apigateway:UpdateStage", Evidence.Documented, "https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html")]
    [Parity("apigateway:DeleteStage", Evidence.Documented, Reference)]
    public async Task A_stage_is_made_changed_and_deleted()
    {
        var api = await gateway.ImportRestAsync($$$$$$$$"""{"/":{"get":{{{{{{{{{Gateway.RestIntegration(gateway.AddFunction(Gateway.Echo))}}}}}}}}}}}""");
        var deployment = (await gateway.MakeRestAsync("GET", $"/restapis/{api.Id}/stages/prod"))["deploymentId"];

        var made = await gateway.MakeRestAsync("POST", $"/restapis/{api.Id}/stages", $$$$$$$$"""{"stageName":"s1","deploymentId":"{{{{{{{{deployment}}}}}}}}","description":"my stage","variables":{"a":"1"}}""");
        var again = await gateway.CallRestAsync("POST", $"/restapis/{api.Id}/stages", $$"""{"stageName":"s1","deploymentId":"{{deployment}}"}""");
        var changed = await gateway.MakeRestAsync("PATCH", $"/restapis/{api.Id}/stages/s1", """
            {"patchOperations":[{"op":"replace","path":"/variables/b","value":"2"},{"op":"remove","path":"/variables/a"},{"op":"replace","path":"/description","value":"d"}]}
            """);
        var wrong = await gateway.CallRestAsync("PATCH", $"/restapis/{api.Id}/stages/s1", """{"patchOperations":[{"op":"replace","path":"/tags/tag1","value":"x"}]}""");
        var all = (await gateway.MakeRestAsync("GET", $"/restapis/{api.Id}/stages"))["item"]!.AsArray();
        var deleted = await gateway.CallRestAsync("DELETE", $"/restapis/{api.Id}/stages/s1");

        Assert.Equal("""{"cacheClusterEnabled":false,"cacheClusterStatus":"NOT_AVAILABLE"}""", Only(made, "cacheClusterEnabled", "cacheClusterStatus"));
        Assert.Equal("""{"methodSettings":{},"tracingEnabled":false}""", Only(made, "methodSettings", "tracingEnabled"));
        Assert.Equal((409, """{"message":"Stage already exists"}"""), (again.Status, again.Body));
        Assert.Equal("""{"description":"d","variables":{"b":"2"}}""", Only(changed, "description", "variables"));
        Assert.Equal(400, wrong.Status);
        Assert.Contains("/tags/tag1", wrong.Body, StringComparison.Ordinal);
        Assert.Equal(["prod", "s1"], all.Select(s => s!["stageName"]!.GetValue<string>()));
        Assert.Equal(202, deleted.Status);
    }

    [Fact]
    [Parity("apigateway:GetTags", Evidence.Documented, Reference)]
    [Parity("apigateway:TagResource", Evidence.Documented, Reference)]
    [Parity("apigateway:UntagResource", Evidence.Documented, Reference)]
    public async Task APIs_have_tags()
    {
        var id = await ApiAsync();
        var path = "/tags/" + Uri.EscapeDataString($"arn:aws:apigateway:us-east-1::/restapis/{id}");

        var tagged = await gateway.CallRestAsync("PUT", path, """{"tags":{"a":"1","b":"2"}}""");
        var untagged = await gateway.CallRestAsync("DELETE", path + "?tagKeys=a");
        var tags = await gateway.MakeRestAsync("GET", path);

        Assert.Equal((204, 204), (tagged.Status, untagged.Status));
        Assert.Equal("""{"b":"2"}""", tags["tags"]?.ToJsonString());
    }

    /// <summary>What CreateRestApi is asked for that is not here, and what the refusal names.</summary>
    [Theory]
    [InlineData("""{}""", "name is required")]
    [InlineData("""{"name":"n","description":""}""", "Description cannot be an empty string")]
    [InlineData("""{"name":"n","endpointConfiguration":{"types":["PRIVATE"]}}""", "types PRIVATE")]
    [InlineData("""{"name":"n","endpointConfiguration":{"types":[]}}""", "REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.")]
    [InlineData("""{"name":"n","minimumCompressionSize":0}""", "minimumCompressionSize")]
    [InlineData("""{"name":"n","policy":"{}"}""", "policy")]
    [InlineData("""{"name":"n","cloneFrom":"x"}""", "cloneFrom")]
    [InlineData("""{"name":"n","apiKeySource":"AUTHORIZER"}""", "apiKeySource")]
    public async Task What_is_not_here_is_refused_by_name(string body, string named)
    {
        var answer = await gateway.CallRestAsync("POST", "/restapis", body);

        Assert.Equal(400, answer.Status);
        Assert.Contains(named, answer.Body, StringComparison.Ordinal);
    }

    private static string Only(JsonNode node, params string[] names) => new JsonObject(names.Select(n => KeyValuePair.Create(n, node[n]?.DeepClone()))).ToJsonString();

    private async Task<string> ApiAsync() => (await gateway.MakeRestAsync("POST", "/restapis", """{"name":"test"}"""))["id"]!.GetValue<string>();

    private async Task<string> RootAsync(string id) => (await gateway.MakeRestAsync("GET", $"/restapis/{id}"))["rootResourceId"]!.GetValue<string>();

    private async Task<string> ResourceAsync(string id, string parent, string part) =>
        (await gateway.MakeRestAsync("POST", $"/restapis/{id}/resources/{parent}", $$"""{"pathPart":"{{part}}"}"""))["id"]!.GetValue<string>();
}
