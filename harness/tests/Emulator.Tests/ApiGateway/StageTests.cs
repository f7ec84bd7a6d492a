using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.ApiGateway;

public sealed class StageTests(Gateway gateway) : IClassFixture<Gateway>
{
    [Fact]
    [Parity("apigateway:CreateStage", Evidence.Documented, "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html")]
    [Parity("apigateway:GetStage", Evidence.Documented, "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename.html")]
    [Parity("apigateway:GetStages", Evidence.Documented, "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html")]
    [Parity("apigateway:GetDeployment", Evidence.Documented, "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-deployments-deploymentid.html")]
    public async Task A_stage_that_deploys_by_itself_shows_its_deployment()
    {
        var api = await gateway.CreateAsync(gateway.AddFunction("\"x\""), ["GET /"], stage: "$default");

        var stage = await gateway.MakeAsync("GET", $"/apis/{api.Id}/stages/%24default");
        var listed = await gateway.MakeAsync("GET", $"/apis/{api.Id}/stages");
        var deployment = await gateway.MakeAsync("GET", $"/apis/{api.Id}/deployments/{stage["deploymentId"]}");

        Assert.Equal($"Successfully deployed stage with deployment ID '{stage["deploymentId"]}'", stage["lastDeploymentStatusMessage"]!.GetValue<string>());
        Assert.True(JsonNode.DeepEquals(stage, Assert.Single(listed["items"]!.AsArray())));
        Assert.Equal((true, "DEPLOYED"), (deployment["autoDeployed"]!.GetValue<bool>(), deployment["deploymentStatus"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_stage_of_an_empty_API_says_why_it_serves_nothing()
    {
        var api = await gateway.CreateAsync(gateway.AddFunction("\"x\""), [], stage: "prod");

        var stage = await gateway.MakeAsync("GET", $"/apis/{api.Id}/stages/prod");

        Assert.Null(stage["deploymentId"]);
        Assert.Contains("no routes exist in this API", stage["lastDeploymentStatusMessage"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    [Parity("apigateway:UpdateStage", Evidence.Documented, "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename.html")]
    [Parity("apigateway:CreateDeployment", Evidence.Documented, "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-deployments.html")]
    [Parity("apigateway:GetDeployments", Evidence.Documented, "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-deployments.html")]
    [Parity("apigateway:DeleteDeployment", Evidence.Unverified, "that a deployment in use stays is documented for REST APIs")]
    public async Task A_stage_goes_back_to_an_earlier_deployment()
    {
        var api = await gateway.CreateAsync(gateway.AddFunction("\"x\""), ["GET /old"]);
        var path = $"/apis/{api.Id}";
        await gateway.MakeAsync("POST", path + "/stages", """{"stageName":"held"}""");
        var first = (await gateway.MakeAsync("POST", path + "/deployments", """{"stageName":"held"}"""))["deploymentId"]!.GetValue<string>();
        await gateway.CallAsync("DELETE", $"{path}/routes/{(await gateway.MakeAsync("GET", path + "/routes"))["items"]![0]!["routeId"]}");
        await gateway.MakeAsync("POST", path + "/routes", """{"routeKey":"GET /new"}""");
        var second = (await gateway.MakeAsync("POST", path + "/deployments", """{"stageName":"held","description":"second"}"""))["deploymentId"]!.GetValue<string>();

        var moved = (await api.SendAsync("GET", "/held/old")).Status;
        var inUse = await gateway.CallAsync("DELETE", $"{path}/deployments/{second}");
        await gateway.MakeAsync("PATCH", path + "/stages/held", $$"""{"deploymentId":"{{first}}"}""");
        var back = (await api.SendAsync("GET", "/held/old")).Status;
        var unused = await gateway.CallAsync("DELETE", $"{path}/deployments/{second}");
        var left = await gateway.MakeAsync("GET", path + "/deployments");

        Assert.Equal((404, 200), (moved, back));
        Assert.Equal((400, 204), (inUse.Status, unused.Status));
        Assert.DoesNotContain(second, left.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    [Parity("apigateway:DeleteStage", Evidence.Documented, "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename.html")]
    public async Task A_deleted_stage_is_not_served()
    {
        var api = await gateway.CreateAsync(gateway.AddFunction("\"x\""), ["GET /"], stage: "prod");

        var deleted = await gateway.CallAsync("DELETE", $"/apis/{api.Id}/stages/prod");
        var served = await api.SendAsync("GET", "/prod/");

        Assert.Equal((204, 404), (deleted.Status, served.Status));
    }

    /// <summary>Why, the body, the status, and what the refusal names.</summary>
    public static TheoryData<string, string, int, string> Refused => new()
    {
        { "no name", "{}", 400, "stageName is required" },
        { "a name with a slash", """{"stageName":"a/b"}""", 400, "a/b" },
        { "a name that exists", """{"stageName":"prod"}""", 409, "prod" },
        { "a deployment that does not exist", """{"stageName":"x","deploymentId":"nothing"}""", 404, "nothing" },
        { "a deployment beside automatic ones", """{"stageName":"x","autoDeploy":true,"deploymentId":"nothing"}""", 400, "AutoDeploy is enabled" },
        { "a value that a variable cannot have", """{"stageName":"x","stageVariables":{"a":"b c"}}""", 400, "stageVariables.a" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_stage_that_cannot_be_is_refused_by_name(string why, string body, int status, string named)
    {
        var api = await gateway.CreateAsync(gateway.AddFunction("\"x\""), ["GET /"], stage: "prod");

        var answer = await gateway.CallAsync("POST", $"/apis/{api.Id}/stages", body);

        Assert.True(answer.Status == status, $"{why}: {answer.Body}");
        Assert.Contains(named, JsonNode.Parse(answer.Body)!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_API_without_routes_is_not_deployed()
    {
        var api = await gateway.CreateAsync(gateway.AddFunction("\"x\""), []);

        var answer = await gateway.CallAsync("POST", $"/apis/{api.Id}/deployments", "{}");

        Assert.Equal((400, """{"message":"Unable to deploy API because no routes exist in this API"}"""), (answer.Status, answer.Body));
    }

    [Fact]
    [Parity("apigateway:TagResource", Evidence.Documented, "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/tags-resource-arn.html")]
    [Parity("apigateway:UntagResource", Evidence.Documented, "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/tags-resource-arn.html")]
    [Parity("apigateway:GetTags", Evidence.Documented, "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/tags-resource-arn.html")]
    public async Task APIs_and_stages_have_tags()
    {
        var api = await gateway.CreateAsync(gateway.AddFunction("\"x\""), ["GET /"], stage: "prod");
        var stage = "/tags/" + Uri.EscapeDataString($"arn:aws:apigateway:us-east-1::/apis/{api.Id}/stages/prod");
        var whole = "/tags/" + Uri.EscapeDataString($"arn:aws:apigateway:us-east-1::/apis/{api.Id}");

        await gateway.MakeAsync("POST", stage, """{"tags":{"a":"1","b":"2"}}""");
        await gateway.MakeAsync("POST", whole, """{"tags":{"c":"3"}}""");
        await gateway.CallAsync("DELETE", stage + "?tagKeys=a");
        var ofStage = await gateway.MakeAsync("GET", stage);
        var ofApi = await gateway.MakeAsync("GET", $"/apis/{api.Id}");
        var ofNothing = await gateway.CallAsync("GET", "/tags/" + Uri.EscapeDataString("arn:aws:apigateway:us-east-1::/nothing/x"));

        Assert.Equal("""{"tags":{"b":"2"}}""", ofStage.ToJsonString());
        Assert.Equal("""{"c":"3"}""", ofApi["tags"]!.ToJsonString());
        Assert.Equal(404, ofNothing.Status);
    }
}
