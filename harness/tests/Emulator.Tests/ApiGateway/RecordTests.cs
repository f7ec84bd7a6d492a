using System.Text.Json.Nodes;
using TaskTracker.Emulation.Requests;

namespace TaskTracker.Emulation.Tests.ApiGateway;

public sealed class RecordTests(Gateway gateway) : IClassFixture<Gateway>
{
    [Fact]
    public async Task A_trace_begins_at_the_gateway_and_reaches_the_function()
    {
        RequestRecord? seen = null;
        var function = gateway.AddFunction((payload, record) =>
        {
            seen = record;
            return Gateway.Echo(payload, record);
        });
        var api = await gateway.CreateAsync(function, ["GET /"]);

        var answer = await api.SendAsync("GET", "/");

        Assert.Matches("^1-[0-9a-f]{8}-[0-9a-f]{24}$", seen?.TraceId);
        Assert.Equal($"Root={seen?.TraceId}", JsonNode.Parse(answer.Text)?["headers"]?["x-amzn-trace-id"]?.GetValue<string>());
    }

    [Theory]
    [InlineData("Root=1-67fd88a4-127eb8e773d2bb6f7df47ab6", "Root=1-67fd88a4-127eb8e773d2bb6f7df47ab6", true)]
    [InlineData("Root=1-67fd88a4-127eb8e773d2bb6f7df47ab6;Parent=53995c3f42cd8ad8;Sampled=1", "Root=1-67fd88a4-127eb8e773d2bb6f7df47ab6;Parent=53995c3f42cd8ad8;Sampled=1", true)]
    [InlineData("Self=1-a", "^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Self=1-a$", false)]
    [InlineData("Root=1-a", "^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$", false)]
    [InlineData("Root=1-67fd88a4-127eb8e773d2bb6f7df47ab6;Self=é", "Root=1-67fd88a4-127eb8e773d2bb6f7df47ab6", true)]
    public async Task A_trace_that_the_client_began_goes_on(string sent, string passedOn, bool isExact)
    {
        var api = await gateway.CreateAsync(gateway.AddFunction(Gateway.Echo), ["GET /"]);

        var answer = await api.SendAsync("GET", "/", $"X-Amzn-Trace-Id: {sent}");

        var header = JsonNode.Parse(answer.Text)?["headers"]?["x-amzn-trace-id"]?.GetValue<string>();
        if (isExact) Assert.Equal(passedOn, header);
        else Assert.Matches(passedOn, header);
    }

    [Fact]
    public async Task A_request_is_recorded_with_its_id_its_route_and_the_gateways_own_time()
    {
        var api = await gateway.CreateAsync(gateway.AddFunction("""{"statusCode":201}"""), ["POST /tasks"], stage: "prod");

        var answer = await api.SendAsync("POST", "/prod/tasks");
        var record = gateway.Log.Find(Assert.Single(answer.Header("Apigw-Requestid")));

        Assert.NotNull(record);
        Assert.Equal(("execute-api", "POST /tasks", 201), (record.Service, record.Operation, record.Status));
        Assert.Equal(["gateway", "gateway"], record.Parts.Select(p => p.Name));
        Assert.Null(record.ErrorCode);
    }

    [Fact]
    public async Task A_malformed_response_says_so_in_the_record()
    {
        var api = await gateway.CreateAsync(gateway.AddFunction("""{"statusCode":0}"""), ["GET /"]);

        var answer = await api.SendAsync("GET", "/");
        var record = gateway.Log.Find(Assert.Single(answer.Header("Apigw-Requestid")));

        Assert.Equal(("MalformedResponse", 500), (record?.ErrorCode, record?.Status));
    }
}
