using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.DynamoDb.Differential;

/// <summary>A call of DynamoDB. Tables are named by <c>$ONE</c>, <c>$TWO</c> and <c>$THREE</c> until it is sent, and so is what must be its run's own by <c>$RUN</c>.</summary>
public sealed record Step(string Operation, string Body)
{
    public static readonly IReadOnlyList<string> Tables = ["$ONE", "$TWO", "$THREE"];

    public static Step Of(string operation, JsonObject body) => new(operation, body.ToJsonString());

    /// <summary>As the scripts under <c>wire/DynamoDb</c> write it.</summary>
    public override string ToString() => $"{Operation} {Body}";
}

/// <summary>What came back.</summary>
public sealed record Answer(int Status, string Body)
{
    public override string ToString() => $"{Status} {Body}";
}

/// <summary>A DynamoDB that can be asked.</summary>
/// <param name="prefix">Tells this run's tables from those of others.</param>
public sealed class Peer(string name, Uri endpoint, string prefix) : IDisposable
{
    private readonly SignedHttp _http = new(endpoint);

    public string Name => name;

    /// <param name="run">Tells what is this sequence's own, such as tokens.</param>
    public async Task<Answer> SendAsync(Step step, string run = "")
    {
        var body = step.Body;
        foreach (var table in Step.Tables) body = body.Replace(table, NameOf(table), StringComparison.Ordinal);
        body = body.Replace("$RUN", run, StringComparison.Ordinal);
        var answer = await _http.JsonAsync("dynamodb", "DynamoDB_20120810." + step.Operation, body);
        var text = answer.Body;
        foreach (var table in Step.Tables) text = text.Replace(NameOf(table), table, StringComparison.Ordinal);
        return new Answer(answer.Status, text);
    }

    /// <summary>Makes the tables, and asks until they are there: some need a while, and refuse calls until then.</summary>
    public async Task CreateTablesAsync()
    {
        foreach (var table in Generator.Tables()) await SendAsync(table);
        foreach (var table in Step.Tables)
        {
            var describe = new Step("DescribeTable", $$"""{"TableName":"{{table}}"}""");
            while ((await SendAsync(describe)).Body.Contains("CREATING", StringComparison.Ordinal)) await Task.Yield();
        }
    }

    /// <summary>Takes all items out of the tables: that is quicker than other tables.</summary>
    public async Task EmptyTablesAsync()
    {
        foreach (var table in Step.Tables)
        {
            var found = await SendAsync(Step.Of("Scan", new JsonObject { ["TableName"] = table }));
            foreach (var item in JsonNode.Parse(found.Body)?["Items"]?.AsArray() ?? [])
            {
                var key = new JsonObject { ["id"] = item?["id"]?.DeepClone() };
                if (table != "$ONE") key["r"] = item?["r"]?.DeepClone();
                await SendAsync(Step.Of("DeleteItem", new JsonObject { ["TableName"] = table, ["Key"] = key }));
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private string NameOf(string table) => $"{prefix}-{table[1..].ToLowerInvariant()}";
}
