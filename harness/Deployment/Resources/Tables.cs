using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using TaskTracker.Deployment.Stacks;
using TaskTracker.Deployment.Wire;

namespace TaskTracker.Deployment.Resources;

internal static class Tables
{
    /// <exception cref="AwsRefusal">There is no such table.</exception>
    public static async Task<JsonElement> DescribeAsync(AwsApi aws, string name, CancellationToken cancellation)
    {
        var description = await CallAsync(aws, "DescribeTable", new JsonObject { ["TableName"] = name }, cancellation).ConfigureAwait(false);
        return description.GetProperty("Table");
    }

    /// <exception cref="AwsRefusal">It said no.</exception>
    /// <exception cref="JsonException">Its answer is no JSON.</exception>
    public static async Task<JsonElement> CallAsync(AwsApi aws, string operation, JsonObject request, CancellationToken cancellation)
    {
        var call = new AwsCall("dynamodb", HttpMethod.Post, "/")
        {
            Headers = [("Content-Type", "application/x-amz-json-1.0"), ("X-Amz-Target", "DynamoDB_20120810." + operation)],
            Body = JsonSerializer.SerializeToUtf8Bytes(request, ProbeJson.Default.JsonObject),
        };
        var answer = await aws.SendAsync(call, cancellation).ConfigureAwait(false);
        return JsonDocument.Parse(answer.Body).RootElement;
    }

    /// <summary>Finds out before anything is deleted that the stack's table would refuse to go.</summary>
    /// <exception cref="TableProtected">It would.</exception>
    public static async Task RefuseProtectedAsync(AwsApi aws, string stack, IEnumerable<StackMember> members, CancellationToken cancellation)
    {
        foreach (var table in members.Where(m => m is { ResourceType: "AWS::DynamoDB::Table", PhysicalId.Length: > 0 }))
        {
            try
            {
                var description = await DescribeAsync(aws, table.PhysicalId, cancellation).ConfigureAwait(false);
                if (description.TryGetProperty("DeletionProtectionEnabled", out var on) && on.ValueKind == JsonValueKind.True)
                {
                    throw new TableProtected(stack, table.PhysicalId);
                }
            }
            catch (AwsRefusal refusal) when (refusal.IsMissing)
            {
                // Gone already: nothing that could refuse.
            }
        }
    }
}

/// <summary>A table that refuses to be deleted, also with its stack.</summary>
public sealed class TableProtected(string stack, string table) : Exception($"Table {table} is protected from deletion, so nothing of stack {stack} was deleted.")
{
    public string Stack { get; } = stack;
}

[JsonSerializable(typeof(JsonObject))]
internal sealed partial class ProbeJson : JsonSerializerContext;
