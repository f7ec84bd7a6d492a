using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.Lambda;

/// <summary>A table with a stream, and a function that gets its records: it logs each event, and fails where a record holds the word <c>poison</c>.</summary>
public sealed class StreamTable(Functions functions, string function, string name, string streamArn)
{
    private const string Mappings = "/2015-03-31/event-source-mappings";

    public string Function => function;

    public string StreamArn => streamArn;

    public static async Task<StreamTable> CreateAsync(Functions functions, string settings = "")
    {
        var function = await functions.CreateAsync("stream", settings);
        var created = await functions.Http.JsonAsync("dynamodb", "DynamoDB_20120810.CreateTable", $$$"""
            {"TableName":"T{{{function}}}","KeySchema":[{"AttributeName":"Id","KeyType":"HASH"}],"AttributeDefinitions":[{"AttributeName":"Id","AttributeType":"S"}],
             "BillingMode":"PAY_PER_REQUEST","StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_IMAGE"}}
            """);
        Assert.True(created.Status == 200, created.Body);
        return new StreamTable(functions, function, "T" + function, $"{JsonNode.Parse(created.Body)?["TableDescription"]?["LatestStreamArn"]}");
    }

    public async Task PutAsync(params string[] ids)
    {
        foreach (var id in ids)
        {
            var put = await functions.Http.JsonAsync("dynamodb", "DynamoDB_20120810.PutItem", $$$$"""{"TableName":"{{{{name}}}}","Item":{"Id":{"S":"{{{{id}}}}"}}}""");
            Assert.True(put.Status == 200, put.Body);
        }
    }

    public async Task<string> MapAsync(string settings = "", string startingPosition = "TRIM_HORIZON")
    {
        var created = await SendAsync("POST", "", $$$"""{"FunctionName":"{{{function}}}","EventSourceArn":"{{{streamArn}}}","StartingPosition":"{{{startingPosition}}}"{{{settings}}}}""");
        Assert.True(created.Status == 202, created.Body);
        return $"{JsonNode.Parse(created.Body)?["UUID"]}";
    }

    /// <param name="path">Below that of all mappings.</param>
    public Task<HttpAnswer> SendAsync(string method, string path, string body = "") => functions.Http.SendAsync("lambda", method, Mappings + path, body);

    /// <summary>What the function got, event by event: the ids of its records, with blanks between them.</summary>
    public async Task<IReadOnlyList<string>> EventsAsync(int count)
    {
        var lines = await functions.LinesAsync(function, "EVENT ", count);
        return [.. lines.Select(line => string.Join(' ', Records(line).Select(r => $"{r?["dynamodb"]?["Keys"]?["Id"]?["S"]}")))];
    }

    public async Task<JsonNode?> FirstRecordAsync() => Records((await functions.LinesAsync(function, "EVENT ", 1))[0])[0];

    /// <summary>Waits until the mapping shows a value.</summary>
    public async Task UntilAsync(string id, string member, string value)
    {
        while ($"{JsonNode.Parse((await SendAsync("GET", "/" + id)).Body)?[member]}" != value) TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
    }

    private static JsonArray Records(string line) => JsonNode.Parse(line["EVENT ".Length..])?["Records"]?.AsArray() ?? [];
}
