using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace TaskTracker.Bench;

/// <summary>The same reads on tables of 1,000 to 1,000,000 items with a data directory: what they cost, what the process holds, how long it takes to start again.</summary>
internal static class Curve
{
    private static readonly int[] Sizes = [1_000, 10_000, 100_000, 1_000_000];

    private const int PerPartition = 10;
    private const int PerBatch = 25;
    private const int Loaders = 4;
    private const int Probes = 10_000;

    public static string Measure(Servers servers, TimeSpan perFigure, Action<string> progress)
    {
        var table = new StringBuilder("""

            ## From 1,000 to 1,000,000 items

            Items of about 300 bytes, ten to a partition, loaded through BatchWriteItem into an emulator with `--data`; 16 connections. Started again: after SIGKILL, to the `ready` line.

            | items | loaded in s | resident MB | GetItem/s | p50 ms | Query of 10/s | p50 ms | page of 100 of a Scan/s | p50 ms | started again in s | resident MB then |
            |---|---|---|---|---|---|---|---|---|---|---|

            """);
        foreach (var size in Sizes)
        {
            progress($"a table of {size} items");
            var folder = Directory.CreateTempSubdirectory("tasktracker-bench-");
            try
            {
                table.AppendLine(Row(servers, folder.FullName, size, perFigure));
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }

        return table.ToString();
    }

    private static string Row(Servers servers, string folder, int size, TimeSpan perFigure)
    {
        double loadedS, residentMb;
        Measurement get, query, scan;
        using (var server = servers.Durable(folder))
        {
            loadedS = Load(server.Endpoint, size);
            residentMb = server.ResidentMb();
            get = Reads(server.Endpoint, perFigure, "GetItem", size, i => $$$"""{"TableName":"Curve","Key":{{{Key(i)}}}}""");
            query = Reads(server.Endpoint, perFigure, "Query", size, i =>
                $$$"""{"TableName":"Curve","KeyConditionExpression":"P = :p","ExpressionAttributeValues":{":p":{{{Partition(i)}}}}}""");
            scan = Reads(server.Endpoint, perFigure, "Scan", size, i => $$$"""{"TableName":"Curve","Limit":100,"ExclusiveStartKey":{{{Key(i)}}}}""");
        }

        using var again = servers.Durable(folder);
        return string.Create(CultureInfo.InvariantCulture,
            $"| {size:N0} | {loadedS:0.0} | {residentMb:0} | {get.Rate:N0} | {get.P50Ms:0.00} | {query.Rate:N0} | {query.P50Ms:0.00} | {scan.Rate:N0} | {scan.P50Ms:0.00} | {again.Startup.TotalSeconds:0.0} | {again.ResidentMb():0} |");
    }

    private static double Load(Uri endpoint, int size)
    {
        Expect(endpoint, new SignedRequests(endpoint).DynamoDb("CreateTable", """
            {"TableName":"Curve","AttributeDefinitions":[{"AttributeName":"P","AttributeType":"S"},{"AttributeName":"R","AttributeType":"N"}],
             "KeySchema":[{"AttributeName":"P","KeyType":"HASH"},{"AttributeName":"R","KeyType":"RANGE"}],"BillingMode":"PAY_PER_REQUEST"}
            """));
        var started = Stopwatch.GetTimestamp();
        var loaders = Enumerable.Range(0, Loaders).Select(n => new Thread(() =>
        {
            var requests = new SignedRequests(endpoint);
            WireClient.SendAll(endpoint, Enumerable.Range(0, size / PerBatch).Where(b => b % Loaders == n).Select(b => requests.DynamoDb("BatchWriteItem", Batch(b))));
        })).ToList();
        loaders.ForEach(t => t.Start());
        loaders.ForEach(t => t.Join());
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static Measurement Reads(Uri endpoint, TimeSpan duration, string operation, int size, Func<int, string> body)
    {
        var requests = new SignedRequests(endpoint);
        var prepared = Enumerable.Range(0, Probes).Select(i => requests.DynamoDb(operation, body((int)(i * 7919L % size)))).ToList();
        Expect(endpoint, prepared[0]);
        var measured = WireClient.Run(endpoint, prepared, 16, duration);
        return measured.Failures == 0 ? measured : throw new InvalidOperationException($"{measured.Failures} answers to {operation} were failures.");
    }

    private static string Batch(int number) =>
        $$$"""{"RequestItems":{"Curve":[{{{string.Join(',', Enumerable.Range(number * PerBatch, PerBatch).Select(i => $$$"""{"PutRequest":{"Item":{{{Item(i)}}}}}"""))}}}]}}""";

    private static string Item(int i) =>
        $$$"""{"P":{{{Partition(i)}}},"R":{"N":"{{{i % PerPartition}}}"},"Title":{"S":"Write comprehensive documentation"},"Description":{"S":"{{{new string('d', 180)}}}"},"Status":{"S":"In Progress"}}""";

    private static string Key(int i) => $$$"""{"P":{{{Partition(i)}}},"R":{"N":"{{{i % PerPartition}}}"}}""";

    private static string Partition(int i) => $$"""{"S":"partition-{{i / PerPartition}}"}""";

    private static void Expect(Uri endpoint, byte[] request)
    {
        var (status, body) = WireClient.Once(endpoint, request);
        if (status != 200) throw new InvalidOperationException($"{Encoding.UTF8.GetString(request)}\nanswered {status} {body}");
    }
}
