using System.Text.Json.Nodes;
using TaskTracker.Emulation.Tests.Lambda;

namespace TaskTracker.Emulation.Tests.CloudWatch;

/// <summary>What services count into CloudWatch of their own accord.</summary>
public sealed class EmissionTests(Functions functions) : IClassFixture<Functions>
{
    private const string LambdaMetrics = "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html";
    private const string TableMetrics = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html";

    [Fact]
    [Parity("lambda/metrics", Evidence.Recorded, "cloudwatch/test_cloudwatch_metrics")]
    public async Task Invocations_and_errors_of_a_function_are_counted()
    {
        var name = await functions.CreateAsync("echo");
        await functions.InvokeAsync(name);
        await functions.InvokeAsync(name);
        var failing = await functions.CreateAsync("fail");
        await functions.InvokeAsync(failing);

        Assert.Equal("2", await SumAsync("AWS/Lambda", "Invocations", ("FunctionName", name)));
        Assert.Equal("0", await SumAsync("AWS/Lambda", "Errors", ("FunctionName", name)));
        Assert.Equal("1", await SumAsync("AWS/Lambda", "Invocations", ("FunctionName", failing)));
        Assert.Equal("1", await SumAsync("AWS/Lambda", "Errors", ("FunctionName", failing)));
    }

    [Theory]
    [InlineData("Duration", "SampleCount", "2")]
    [InlineData("ConcurrentExecutions", "Maximum", "1")]
    [InlineData("Throttles", "Sum", "0")]
    [Parity("lambda/metrics", Evidence.Documented, LambdaMetrics)]
    public async Task How_long_and_how_many_at_once_is_counted(string metric, string statistic, string expected)
    {
        var name = await functions.CreateAsync("echo");
        await functions.InvokeAsync(name);
        await functions.InvokeAsync(name);

        Assert.Equal(expected, await SumAsync("AWS/Lambda", metric, [("FunctionName", name)], statistic));
    }

    [Fact]
    [Parity("lambda/metrics", Evidence.Documented, LambdaMetrics)]
    public async Task Throttles_are_counted_and_an_alias_has_metrics_of_its_own()
    {
        var name = await functions.CreateAsync("echo");
        await functions.CallAsync("POST", $"/{name}/aliases", """{"Name":"live","FunctionVersion":"$LATEST"}""");
        (string, string)[] alias = [("FunctionName", name), ("Resource", name + ":live")];
        await functions.Http.SendAsync("lambda", "PUT", $"/2017-10-31/functions/{name}/concurrency", """{"ReservedConcurrentExecutions":0}""");
        await functions.InvokeAsync(name + ":live");
        await functions.Http.SendAsync("lambda", "DELETE", $"/2017-10-31/functions/{name}/concurrency");
        await functions.InvokeAsync(name + ":live");
        await functions.InvokeAsync(name);

        Assert.Equal(("1", "1"), (await SumAsync("AWS/Lambda", "Throttles", ("FunctionName", name)), await SumAsync("AWS/Lambda", "Throttles", alias, "Sum")));
        Assert.Equal(("2", "1"), (await SumAsync("AWS/Lambda", "Invocations", ("FunctionName", name)), await SumAsync("AWS/Lambda", "Invocations", alias, "Sum")));
        Assert.Equal(("1", "1"), (await SumAsync("AWS/Lambda", "ConcurrentExecutions", alias, "Maximum"), await SumAsync("AWS/Lambda", "Duration", alias, "SampleCount")));
    }

    [Fact]
    [Parity("lambda/metrics", Evidence.Documented, LambdaMetrics)]
    public async Task Events_of_a_function_are_counted_when_they_come_are_tried_and_are_given_up()
    {
        var name = await functions.CreateAsync("fail");
        await functions.Http.SendAsync("lambda", "PUT", $"/2019-09-25/functions/{name}/event-invoke-config", """{"MaximumRetryAttempts":0,"DestinationConfig":{"OnFailure":{"Destination":"arn:aws:s3:::nowhere"}}}""");
        await functions.InvokeAsync(name, "{}", ("X-Amz-Invocation-Type", "Event"));

        while (await SumAsync("AWS/Lambda", "DestinationDeliveryFailures", ("FunctionName", name)) != "1") TestContext.Current.CancellationToken.ThrowIfCancellationRequested();

        Assert.Equal("1", await SumAsync("AWS/Lambda", "AsyncEventsReceived", ("FunctionName", name)));
        Assert.Equal("1", await SumAsync("AWS/Lambda", "AsyncEventAge", [("FunctionName", name)], "SampleCount"));
        Assert.Equal("1", await SumAsync("AWS/Lambda", "AsyncEventsDropped", ("FunctionName", name)));
    }

    [Fact]
    [Parity("dynamodb/metrics", Evidence.Documented, TableMetrics)]
    public async Task Capacity_and_latency_of_a_table_are_counted()
    {
        await TableAsync("CreateTable", """{"TableName":"Metered","KeySchema":[{"AttributeName":"k","KeyType":"HASH"}],"AttributeDefinitions":[{"AttributeName":"k","AttributeType":"S"}],"BillingMode":"PAY_PER_REQUEST"}""");
        await TableAsync("PutItem", """{"TableName":"Metered","Item":{"k":{"S":"a"},"v":{"S":"TEXT"}}}""".Replace("TEXT", new string('x', 1500), StringComparison.Ordinal));
        await TableAsync("GetItem", """{"TableName":"Metered","Key":{"k":{"S":"a"}}}""");

        Assert.Equal("2", await SumAsync("AWS/DynamoDB", "ConsumedWriteCapacityUnits", ("TableName", "Metered")));
        Assert.Equal("0.5", await SumAsync("AWS/DynamoDB", "ConsumedReadCapacityUnits", ("TableName", "Metered")));
        Assert.Equal("1", await SumAsync("AWS/DynamoDB", "SuccessfulRequestLatency", [("TableName", "Metered"), ("Operation", "PutItem")], "SampleCount"));
    }

    [Fact]
    [Parity("dynamodb/metrics", Evidence.Documented, TableMetrics)]
    public async Task What_a_table_and_its_index_refuse_for_want_of_units_is_counted()
    {
        const string Unit = """ "ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":1} """;
        const string Keys = """ "KeySchema":[{"AttributeName":"k","KeyType":"HASH"}] """;
        const string Types = """ "AttributeDefinitions":[{"AttributeName":"k","AttributeType":"S"}] """;
        await TableAsync("CreateTable", $$"""{"TableName":"Spent",{{Keys}},{{Types}},{{Unit}},"GlobalSecondaryIndexes":[{"IndexName":"again",{{Keys}},"Projection":{"ProjectionType":"ALL"},{{Unit}}}]}""");
        await TableAsync("CreateTable", $$"""{"TableName":"Free",{{Keys}},{{Types}},"BillingMode":"PAY_PER_REQUEST"}""");
        await TableAsync("PutItem", $$"""{"TableName":"Spent","Item":{"k":{"S":"a"},"v":{"S":"{{new string('x', 400_000)}}"} } }""");
        (string, string) table = ("TableName", "Spent"), index = ("GlobalSecondaryIndexName", "again");
        Assert.Equal("", await SumAsync("AWS/DynamoDB", "WriteThrottleEvents", table));

        for (var i = 0; i < 2; i++) Assert.Equal(400, (await CallTableAsync("PutItem", """{"TableName":"Spent","Item":{"k":{"S":"b"}}}""")).Status);
        await TableAsync("BatchWriteItem", """{"RequestItems":{"Spent":[{"PutRequest":{"Item":{"k":{"S":"b"}}}}],"Free":[{"PutRequest":{"Item":{"k":{"S":"b"}}}}]}}""");
        await TableAsync("GetItem", """{"TableName":"Spent","Key":{"k":{"S":"b"}}}""");

        Assert.Equal("2", await SumAsync("AWS/DynamoDB", "ThrottledRequests", [table, ("Operation", "PutItem")], "Sum"));
        foreach (var metric in (string[])["WriteThrottleEvents", "WriteProvisionedThroughputThrottleEvents"])
        {
            Assert.Equal(("3", "3"), (await SumAsync("AWS/DynamoDB", metric, table), await SumAsync("AWS/DynamoDB", metric, [table, index], "Sum")));
        }

        Assert.Equal(("", ""), (await SumAsync("AWS/DynamoDB", "ThrottledRequests", [table, ("Operation", "BatchWriteItem")], "Sum"), await SumAsync("AWS/DynamoDB", "ReadThrottleEvents", table)));
    }

    private Task<string> SumAsync(string nameSpace, string metric, (string Name, string Value) dimension) => SumAsync(nameSpace, metric, [dimension], "Sum");

    /// <summary>Over the hour around now, which is not divided.</summary>
    private async Task<string> SumAsync(string nameSpace, string metric, (string Name, string Value)[] dimensions, string statistic)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 60 * 60;
        var wanted = string.Join(',', dimensions.Select(d => $$"""{"Name":"{{d.Name}}","Value":"{{d.Value}}"}"""));
        var answer = await functions.Http.JsonAsync("monitoring", "GraniteServiceVersion20100801.GetMetricStatistics",
            $$"""{"Namespace":"{{nameSpace}}","MetricName":"{{metric}}","Dimensions":[{{wanted}}],"StartTime":{{now - 1800}},"EndTime":{{now + 1800}},"Period":3600,"Statistics":["{{statistic}}"]}""");
        return JsonNode.Parse(answer.Body)?["Datapoints"] is JsonArray { Count: > 0 } points ? $"{points[0]?[statistic]}" : "";
    }

    private Task<HttpAnswer> CallTableAsync(string operation, string body) => functions.Http.JsonAsync("dynamodb", "DynamoDB_20120810." + operation, body);

    private async Task TableAsync(string operation, string body)
    {
        var answer = await CallTableAsync(operation, body);
        Assert.True(answer.Status == 200, answer.Body);
    }
}
