using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.DynamoDb.Differential;

/// <summary>A call of DynamoDB. Tables are named by <c>$ONE</c>, <c>$TWO</c> and <c>$THREE</c> until it is sent.</summary>
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
public sealed class Peer(string name, Uri endpoint) : IDisposable
{
    private readonly SignedHttp _http = new(endpoint);

    public string Name => name;

    /// <param name="run">Tells the tables of one run from those of another.</param>
    public async Task<Answer> SendAsync(Step step, string run)
    {
        var body = step.Body;
        foreach (var table in Step.Tables) body = body.Replace(table, NameOf(table, run), StringComparison.Ordinal);
        var answer = await _http.JsonAsync("dynamodb", "DynamoDB_20120810." + step.Operation, body);
        var text = answer.Body;
        foreach (var table in Step.Tables) text = text.Replace(NameOf(table, run), table, StringComparison.Ordinal);
        return new Answer(answer.Status, text);
    }

    public void Dispose() => _http.Dispose();

    private static string NameOf(string table, string run) => $"{run}-{table[1..].ToLowerInvariant()}";
}
