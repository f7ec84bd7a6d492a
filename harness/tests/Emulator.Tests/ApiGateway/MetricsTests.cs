namespace TaskTracker.Emulation.Tests.ApiGateway;

public sealed class MetricsTests(Gateway gateway) : IClassFixture<Gateway>
{
    [Fact]
    [Parity("execute-api/metrics", Evidence.Documented, "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html; that a request without a route counts is not known")]
    public async Task Requests_to_an_HTTP_API_are_counted_for_it_and_for_its_stage()
    {
        var api = await gateway.CreateAsync(gateway.AddFunction((payload, record) => payload.Contains("/fine", StringComparison.Ordinal)
            ? Gateway.Echo(payload, record)
            : Task.FromResult(Gateway.Returned("""{"statusCode":0}"""))), ["GET /fine", "GET /broken"], stage: "prod");

        await api.SendAsync("GET", "/prod/fine");
        await api.SendAsync("GET", "/prod/broken");
        await api.SendAsync("GET", "/prod/nowhere");

        foreach (var dimensions in new[] { $"ApiId={api.Id}", $"ApiId={api.Id},Stage=prod" })
        {
            Assert.Equal([1, 1, 1], gateway.Metrics["Count " + dimensions]);
            Assert.Equal([0, 0, 1], gateway.Metrics["4xx " + dimensions]);
            Assert.Equal([0, 1, 0], gateway.Metrics["5xx " + dimensions]);
            Assert.Equal(3, gateway.Metrics["Latency " + dimensions].Count);
            Assert.Equal(2, gateway.Metrics["IntegrationLatency " + dimensions].Count);
        }
    }

    [Fact]
    [Parity("execute-api/metrics", Evidence.Documented, "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html; which bytes count is not said: here those of both bodies")]
    public async Task The_bytes_that_an_HTTP_API_passes_are_counted()
    {
        var api = await gateway.CreateAsync(gateway.AddFunction("""{"statusCode":200,"body":"four"}"""), ["POST /a"], stage: "prod");

        await api.SendAsync("POST", "/prod/a", body: "abc");

        foreach (var dimensions in new[] { $"ApiId={api.Id}", $"ApiId={api.Id},Stage=prod" }) Assert.Equal([7], gateway.Metrics["DataProcessed " + dimensions]);
    }

    [Fact]
    [Parity("execute-api/metrics", Evidence.Documented, "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html; the method and resource of $default are not known")]
    public async Task A_route_with_detailed_metrics_is_counted_by_itself()
    {
        var api = await gateway.CreateAsync(gateway.AddFunction("""{"statusCode":404}"""), ["ANY /tasks/{id}", "GET /plain", "$default"], stage: "prod");
        await gateway.MakeAsync("PATCH", $"/apis/{api.Id}/stages/prod", """
            {"defaultRouteSettings":{"detailedMetricsEnabled":true},"routeSettings":{"GET /plain":{"detailedMetricsEnabled":false}}}
            """);

        await api.SendAsync("GET", "/prod/tasks/7");
        await api.SendAsync("PUT", "/prod/tasks/8");
        await api.SendAsync("GET", "/prod/plain");
        await api.SendAsync("GET", "/prod/elsewhere");

        Assert.Equal([1, 1], gateway.Metrics[$"4xx ApiId={api.Id},Method=ANY,Resource=/tasks/{{id}},Stage=prod"]);
        Assert.Equal([1], gateway.Metrics[$"Count ApiId={api.Id},Method=$default,Resource=$default,Stage=prod"]);
        Assert.DoesNotContain(gateway.Metrics.Keys, k => k.Contains($"ApiId={api.Id},Method=GET", StringComparison.Ordinal));
        Assert.Equal(4, gateway.Metrics[$"Count ApiId={api.Id},Stage=prod"].Count);
    }

    /// <summary>The API's name, and what metrics make of it; <c>ID</c> for its id.</summary>
    [Theory]
    [InlineData("Größe 7", "Gre 7")]
    [InlineData("☕", "ID")]
    [Parity("execute-api/metrics", Evidence.Documented, "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html")]
    public async Task Metrics_name_a_REST_API_in_ASCII(string name, string shown)
    {
        var api = await gateway.ImportRestAsync($$$$$$$$"""{"/":{"get":{{{{{{{{{Gateway.RestIntegration(gateway.AddFunction("{}"))}}}}}}}}}}}""");
        await gateway.MakeRestAsync("PATCH", $"/restapis/{api.Id}", $$$"""{"patchOperations":[{"op":"replace","path":"/name","value":"{{{name}}}"}]}""");

        await api.SendAsync("GET", "/prod");

        Assert.Equal([1], gateway.Metrics[$"Count ApiName={(shown == "ID" ? api.Id : shown)},Stage=prod"]);
    }

    [Fact]
    [Parity("execute-api/metrics", Evidence.Documented, "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html")]
    public async Task Requests_to_a_REST_API_are_counted_under_its_name()
    {
        var name = $"n{Guid.NewGuid():N}";
        var api = await gateway.ImportRestAsync($$$$$$$$"""{"/":{"get":{{{{{{{{{Gateway.RestIntegration(gateway.AddFunction("{}"))}}}}}}}}}}}""");
        await gateway.MakeRestAsync("PATCH", $"/restapis/{api.Id}", $$$"""{"patchOperations":[{"op":"replace","path":"/name","value":"{{{name}}}"}]}""");

        await api.SendAsync("GET", "/prod");
        await api.SendAsync("GET", "/prod/nowhere");

        foreach (var dimensions in new[] { $"ApiName={name}", $"ApiName={name},Stage=prod" })
        {
            Assert.Equal([1, 1], gateway.Metrics["Count " + dimensions]);
            Assert.Equal([0, 1], gateway.Metrics["4XXError " + dimensions]);
            Assert.Equal([1, 0], gateway.Metrics["5XXError " + dimensions]);
            Assert.Single(gateway.Metrics["IntegrationLatency " + dimensions]);
        }
    }
}
