using System.Text.Json;
using System.Text.Json.Nodes;
using TaskTracker.Deployment.Wire;
using TaskTracker.Emulation.Protocols.SigV4;

namespace TaskTracker.Deployment.Resources;

/// <summary>The tables of a server that the stack's functions are to use in place of the target's own, such as DynamoDB Local.</summary>
public sealed class OtherTables(Uri endpoint, string region, TimeProvider time)
{
    /// <summary>Functions sign with keys that only their own target knows.</summary>
    private static readonly AwsCredentials Stranger = new("ASIASTRANGER00000000", "secret", "token");

    private static readonly AwsCredentials Owner = new("test", "test");

    /// <summary>Finds out before anything is deployed whether it is a DynamoDB, and one that functions may call.</summary>
    /// <exception cref="OtherTablesProblem">It is not.</exception>
    public async Task ReachAsync(CancellationToken cancellation)
    {
        try
        {
            using var aws = new AwsApi(new AwsConnection(endpoint, region, Stranger), time);
            var tables = await Tables.CallAsync(aws, "ListTables", [], cancellation).ConfigureAwait(false);
            if (!tables.TryGetProperty("TableNames", out _)) throw OtherTablesProblem.NoDynamoDb(endpoint, "it names no tables");
        }
        catch (TargetUnreachable problem)
        {
            throw OtherTablesProblem.Silent(problem.Message);
        }
        catch (JsonException)
        {
            throw OtherTablesProblem.NoDynamoDb(endpoint, "its answer is no JSON");
        }
        catch (AwsRefusal refusal) when (refusal.Code is "UnrecognizedClientException" or "InvalidSignatureException" or "AccessDeniedException")
        {
            throw OtherTablesProblem.Refuses(endpoint, refusal);
        }
        catch (AwsRefusal refusal)
        {
            throw OtherTablesProblem.NoDynamoDb(endpoint, $"it says {refusal.Code}");
        }
    }

    /// <summary>Whether functions find there the table that the stack has made.</summary>
    /// <exception cref="OtherTablesProblem">They do not.</exception>
    public async Task FindAsync(string table, CancellationToken cancellation)
    {
        try
        {
            using var aws = new AwsApi(new AwsConnection(endpoint, region, Stranger), time);
            await Tables.DescribeAsync(aws, table, cancellation).ConfigureAwait(false);
        }
        catch (AwsRefusal refusal) when (refusal.IsMissing)
        {
            throw OtherTablesProblem.Apart(endpoint, table);
        }
    }

    /// <summary>Deletes a table, if it is there.</summary>
    public async Task RemoveAsync(string table, CancellationToken cancellation)
    {
        try
        {
            using var aws = new AwsApi(new AwsConnection(endpoint, region, Owner), time);
            await Tables.CallAsync(aws, "DeleteTable", new JsonObject { ["TableName"] = table }, cancellation).ConfigureAwait(false);
        }
        catch (AwsRefusal refusal) when (refusal.IsMissing)
        {
            // Gone already.
        }
    }
}

/// <summary>A server whose tables the stack's functions cannot use.</summary>
public sealed class OtherTablesProblem : Exception
{
    private OtherTablesProblem(string message, string wayOut)
        : base(message) => WayOut = wayOut;

    public string WayOut { get; }

    internal static OtherTablesProblem Silent(string problem) => new(problem, "Start a DynamoDB there, or name another with --dynamodb URL.");

    internal static OtherTablesProblem NoDynamoDb(Uri endpoint, string reason) =>
        new($"{Address(endpoint)} is no DynamoDB: {reason}.", "Name one with --dynamodb URL, or let one be started with --dynamodb dynamodb-local.");

    internal static OtherTablesProblem Refuses(Uri endpoint, AwsRefusal refusal) => new(
        $"The DynamoDB at {Address(endpoint)} refuses callers that it does not know: {refusal.Code}.",
        "Functions sign with keys of their roles, which only their own target knows. An emulator takes them with --iam off.");

    internal static OtherTablesProblem Apart(Uri endpoint, string table) => new(
        $"The DynamoDB at {Address(endpoint)} has the table {table} for the deployment only: functions do not find it there.",
        "It keeps tables apart by access key. DynamoDB Local shares them with -sharedDb.");

    private static string Address(Uri endpoint) => endpoint.GetLeftPart(UriPartial.Authority);
}
