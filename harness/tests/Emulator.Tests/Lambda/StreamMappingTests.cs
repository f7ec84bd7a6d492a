using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.Lambda;

public sealed class StreamMappingTests(Functions functions) : IClassFixture<Functions>
{
    private const string Page = "https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html";
    private const string Parameters = "https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html";
    private const string ErrorsPage = "https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html";
    private const string PartialPage = "https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html";

    [Fact]
    [Parity("lambda:CreateEventSourceMapping", Evidence.Documented, Page)]
    [Parity("lambda:GetEventSourceMapping", Evidence.Documented, Page)]
    public async Task The_records_of_a_stream_reach_the_function_in_their_order_in_batches()
    {
        var table = await StreamTable.CreateAsync(functions);
        await table.PutAsync("a", "b", "c", "d", "e");

        var id = await table.MapAsync(",\"BatchSize\":2");
        var events = await table.EventsAsync(3);
        await table.UntilAsync(id, "LastProcessingResult", "OK");

        var record = await table.FirstRecordAsync();
        Assert.Equal(["a b", "c d", "e"], events);
        Assert.Equal(("INSERT", "aws:dynamodb", "1.1", table.StreamArn), ($"{record?["eventName"]}", $"{record?["eventSource"]}", $"{record?["eventVersion"]}", $"{record?["eventSourceARN"]}"));
    }

    [Fact]
    [Parity("lambda:CreateEventSourceMapping", Evidence.Documented, Parameters)]
    public async Task A_mapping_from_the_latest_record_on_gives_what_comes_after_it_was_made()
    {
        var table = await StreamTable.CreateAsync(functions);
        await table.PutAsync("before");

        await table.MapAsync(startingPosition: "LATEST");
        await table.PutAsync("after");

        Assert.Equal(["after"], await table.EventsAsync(1));
    }

    [Fact]
    [Parity("lambda:CreateEventSourceMapping", Evidence.Documented, "https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html#invocation-eventsourcemapping-batching")]
    public async Task Records_are_gathered_until_the_batching_window_is_over()
    {
        var table = await StreamTable.CreateAsync(functions);
        await table.MapAsync(",\"MaximumBatchingWindowInSeconds\":300");
        await table.PutAsync("a", "b", "c");

        for (var events = 0; events == 0; events = (await functions.LogAsync(table.Function)).Count(l => l.Message.StartsWith("EVENT", StringComparison.Ordinal)))
        {
            await functions.Emulator.AdvanceClockAsync("PT5M");
        }

        Assert.Equal(["a b c"], await table.EventsAsync(1));
    }

    [Fact]
    [Parity("lambda:UpdateEventSourceMapping", Evidence.Documented, "https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html")]
    public async Task An_update_waits_for_no_invocation_and_no_record_is_given_twice_however_often_it_is_asked_for()
    {
        var folder = Directory.CreateTempSubdirectory("tasktracker-gate-");
        var gate = Path.Combine(folder.FullName, "open");
        var table = await StreamTable.CreateAsync(functions, $$$""","Environment":{"Variables":{"GATE":"{{{gate}}}"}}""");
        await table.PutAsync("a");
        var id = await table.MapAsync(",\"BatchSize\":1");
        await table.EventsAsync(1);

        var updates = new List<HttpAnswer>();
        for (var retries = 1; retries <= 3; retries++) updates.Add(await table.SendAsync("PUT", "/" + id, $$"""{"MaximumRetryAttempts":{{retries}}}"""));
        await File.WriteAllTextAsync(gate, "", TestContext.Current.CancellationToken);
        await table.PutAsync("b", "c", "d");
        await table.EventsAsync(4);
        await table.PutAsync("e");

        Assert.Equal([202, 202, 202], updates.Select(u => u.Status));
        Assert.Equal(["a", "b", "c", "d", "e"], await table.EventsAsync(5));
        folder.Delete(recursive: true);
    }

    [Fact]
    [Parity("lambda:CreateEventSourceMapping", Evidence.Documented, ErrorsPage)]
    public async Task A_batch_that_fails_too_often_is_told_to_the_bucket_and_the_next_one_is_given()
    {
        var table = await StreamTable.CreateAsync(functions);
        var bucket = "failures-" + table.Function;
        await functions.Http.SendAsync("s3", "PUT", "/" + bucket);
        await table.PutAsync("poison", "well");

        var id = await table.MapAsync($$$""","BatchSize":1,"MaximumRetryAttempts":1,"DestinationConfig":{"OnFailure":{"Destination":"arn:aws:s3:::{{{bucket}}}"}}""");
        var events = await table.EventsAsync(3);
        await table.UntilAsync(id, "LastProcessingResult", "OK");

        var list = await functions.Http.SendAsync("s3", "GET", $"/{bucket}?list-type=2");
        var key = list.Body[(list.Body.IndexOf("<Key>", StringComparison.Ordinal) + 5)..list.Body.IndexOf("</Key>", StringComparison.Ordinal)];
        var told = JsonNode.Parse((await functions.Http.SendAsync("s3", "GET", $"/{bucket}/{key}")).Body);
        Assert.Equal(["poison", "poison", "well"], events);
        Assert.StartsWith($"aws/lambda/{id}/shardId-", key, StringComparison.Ordinal);
        Assert.Equal(("RetryAttemptsExhausted", "2", "1"), ($"{told?["requestContext"]?["condition"]}", $"{told?["requestContext"]?["approximateInvokeCount"]}", $"{told?["DDBStreamBatchInfo"]?["batchSize"]}"));
        Assert.Contains("poison", $"{told?["payload"]}", StringComparison.Ordinal);
    }

    [Fact]
    [Parity("lambda:CreateEventSourceMapping", Evidence.Documented, ErrorsPage)]
    public async Task A_batch_that_is_split_loses_only_the_record_that_cannot_be_processed()
    {
        var table = await StreamTable.CreateAsync(functions);
        await table.PutAsync("a", "b", "poison", "d");

        var id = await table.MapAsync(",\"BisectBatchOnFunctionError\":true,\"MaximumRetryAttempts\":0");
        var events = await table.EventsAsync(5);
        await table.UntilAsync(id, "LastProcessingResult", "OK");

        Assert.Equal(["a b poison d", "a b", "poison d", "poison", "d"], events);
    }

    [Fact]
    [Parity("lambda:CreateEventSourceMapping", Evidence.Documented, PartialPage)]
    public async Task A_function_that_names_the_first_record_it_failed_with_gets_the_rest_again()
    {
        var table = await StreamTable.CreateAsync(functions, ",\"Environment\":{\"Variables\":{\"PARTIAL\":\"yes\"}}");
        await table.PutAsync("a", "b", "poison", "d");

        var id = await table.MapAsync(",\"FunctionResponseTypes\":[\"ReportBatchItemFailures\"],\"MaximumRetryAttempts\":1");
        var events = await table.EventsAsync(2);
        await table.PutAsync("e");
        await table.UntilAsync(id, "LastProcessingResult", "OK");

        Assert.Equal(["a b poison d", "poison d", "e"], [.. events, .. (await table.EventsAsync(3)).Skip(2)]);
    }

    [Fact]
    [Parity("lambda:CreateEventSourceMapping", Evidence.Documented, ErrorsPage)]
    public async Task Records_that_are_too_old_are_given_up()
    {
        var table = await StreamTable.CreateAsync(functions);
        await table.PutAsync("poison");
        await table.MapAsync(",\"MaximumRecordAgeInSeconds\":60");
        await table.EventsAsync(1);

        await functions.Emulator.AdvanceClockAsync("PT2M");
        await table.PutAsync("fresh");
        while (!(await table.EventsAsync(2)).Contains("fresh")) TestContext.Current.CancellationToken.ThrowIfCancellationRequested();

        Assert.DoesNotContain("poison fresh", await table.EventsAsync(2));
    }

    [Fact]
    [Parity("lambda:UpdateEventSourceMapping", Evidence.Documented, "https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html")]
    [Parity("lambda:DeleteEventSourceMapping", Evidence.Documented, "https://docs.aws.amazon.com/lambda/latest/api/API_DeleteEventSourceMapping.html")]
    [Parity("lambda:ListEventSourceMappings", Evidence.Documented, "https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html")]
    public async Task A_disabled_mapping_goes_on_where_it_was_when_it_is_enabled_and_a_deleted_one_is_gone()
    {
        var table = await StreamTable.CreateAsync(functions);
        var id = await table.MapAsync(",\"Enabled\":false");
        await table.PutAsync("a");

        var shown = await table.SendAsync("GET", "/" + id);
        await table.SendAsync("PUT", "/" + id, """{"Enabled":true,"BatchSize":10000}""");
        var events = await table.EventsAsync(1);
        var listed = await table.SendAsync("GET", $"/?FunctionName={table.Function}");
        var deleted = await table.SendAsync("DELETE", "/" + id);
        var gone = await table.SendAsync("GET", "/" + id);

        Assert.Contains("\"State\":\"Disabled\"", shown.Body, StringComparison.Ordinal);
        Assert.Equal(["a"], events);
        Assert.Equal("10000", $"{JsonNode.Parse(listed.Body)?["EventSourceMappings"]?[0]?["BatchSize"]}");
        Assert.Equal((202, "Deleting"), (deleted.Status, $"{JsonNode.Parse(deleted.Body)?["State"]}"));
        Assert.Equal((404, "The resource you requested does not exist."), (gone.Status, $"{JsonNode.Parse(gone.Body)?["Message"] ?? JsonNode.Parse(gone.Body)?["message"]}"));
    }

    [Fact]
    [Parity("lambda:CreateEventSourceMapping", Evidence.Unverified, "users' reports of the message")]
    public async Task A_role_that_may_not_read_the_stream_is_refused()
    {
        var table = await StreamTable.CreateAsync(functions);
        await functions.Http.QueryAsync("iam", "2010-05-08", "CreateRole", ("RoleName", "blind"), ("AssumeRolePolicyDocument", Functions.Trust));
        await functions.CallAsync("PUT", $"/{table.Function}/configuration", $$"""{"Role":"{{Functions.Role[..^9]}}blind"}""");

        var refused = await table.SendAsync("POST", "", $$"""{"FunctionName":"{{table.Function}}","EventSourceArn":"{{table.StreamArn}}","StartingPosition":"LATEST"}""");

        Assert.Equal((400, "InvalidParameterValueException"), (refused.Status, refused.Headers["x-amzn-ErrorType"]));
        Assert.Contains($"Cannot access stream {table.StreamArn}. Please ensure the role can perform the GetRecords, ", refused.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no source", "FUNCTION", "", "LATEST", "", "Unrecognized event source.")]
    [InlineData("another kind of source", "FUNCTION", "arn:aws:sqs:us-east-1:000000000000:q", "LATEST", "", "The event source arn:aws:sqs:us-east-1:000000000000:q: streams of DynamoDB tables can be sources. It is not supported here.")]
    [InlineData("no such function", "nobody", "STREAM", "LATEST", "", "Function does not exist")]
    [InlineData("no position", "FUNCTION", "STREAM", null, "", "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.")]
    [InlineData("a position of another source", "FUNCTION", "STREAM", "AT_TIMESTAMP", "", "Unsupported starting position for arn type: STREAM")]
    [InlineData("a filter", "FUNCTION", "STREAM", "LATEST", ",\"FilterCriteria\":{\"Filters\":[{\"Pattern\":\"{}\"}]}", "FilterCriteria is not supported here.")]
    [InlineData("several at once", "FUNCTION", "STREAM", "LATEST", ",\"ParallelizationFactor\":2", "A ParallelizationFactor above 1 is not supported here.")]
    [InlineData("windows", "FUNCTION", "STREAM", "LATEST", ",\"TumblingWindowInSeconds\":1", "TumblingWindowInSeconds is not supported here.")]
    [InlineData("an age below the least", "FUNCTION", "STREAM", "LATEST", ",\"MaximumRecordAgeInSeconds\":59", "MaximumRecordAgeInSeconds must be either -1 (forever) or between 60 and 604800 (inclusive)")]
    [InlineData("a destination of what succeeded", "FUNCTION", "STREAM", "LATEST", ",\"DestinationConfig\":{\"OnSuccess\":{\"Destination\":\"arn:aws:s3:::b\"}}", "A destination OnSuccess of a stream is not supported here.")]
    [InlineData("a queue as destination", "FUNCTION", "STREAM", "LATEST", ",\"DestinationConfig\":{\"OnFailure\":{\"Destination\":\"arn:aws:sqs:us-east-1:000000000000:q\"}}", "The destination arn:aws:sqs:us-east-1:000000000000:q: buckets can be destinations of a stream. It is not supported here.")]
    public async Task What_cannot_be_mapped_is_refused(string why, string function, string source, string? position, string settings, string message)
    {
        var table = await StreamTable.CreateAsync(functions);
        string Named(string text) => text.Replace("FUNCTION", table.Function, StringComparison.Ordinal).Replace("STREAM", table.StreamArn, StringComparison.Ordinal);
        var start = position is null ? "" : $",\"StartingPosition\":\"{position}\"";

        var refused = await table.SendAsync("POST", "", Named($$$"""{"FunctionName":"{{{function}}}","EventSourceArn":"{{{source}}}"{{{start}}}{{{settings}}}}"""));

        Assert.Equal((why, 400, Named(message)), (why, refused.Status, $"{JsonNode.Parse(refused.Body)?["message"]}"));
    }

    [Fact]
    [Parity("lambda:CreateEventSourceMapping", Evidence.Unverified, "users' reports of the message")]
    public async Task A_function_has_a_stream_once()
    {
        var table = await StreamTable.CreateAsync(functions);
        var id = await table.MapAsync();

        var again = await table.SendAsync("POST", "", $$"""{"FunctionName":"{{table.Function}}","EventSourceArn":"{{table.StreamArn}}","StartingPosition":"LATEST"}""");

        Assert.Equal((409, "ResourceConflictException"), (again.Status, again.Headers["x-amzn-ErrorType"]));
        Assert.EndsWith(id, $"{JsonNode.Parse(again.Body)?["message"]}", StringComparison.Ordinal);
    }
}
