using System.Collections.Immutable;
using System.Text.Json;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Wire;

namespace TaskTracker.Emulation.Services.DynamoDb.Operations;

/// <summary>What changes; <c>null</c> for what stays.</summary>
internal sealed record UpdateTableRequest(
    string Name, string? BillingMode, Throughput? Throughput, ImmutableArray<KeyAttribute> Attributes, IReadOnlyList<SentIndexUpdate> Indexes, SentStream? Stream,
    bool? IsProtected, string? TableClass) : ITableRequest<UpdateTableRequest>
{
    public string Resource => "table/" + Name;

    public static UpdateTableRequest Read(ReadOnlySpan<byte> body)
    {
        var sent = TableParameters.Read(body);
        var name = TableConstraints.TableName(sent);
        var constraints = new Constraints();
        constraints.BillingMode(sent.BillingMode);
        constraints.Throughput(sent.ProvisionedThroughput);
        constraints.TableClass(sent.TableClass);
        constraints.Stream(sent.Stream);
        IndexUpdates.Check(ref constraints, sent.GlobalSecondaryIndexUpdates ?? []);
        constraints.ThrowIfBroken();
        sent.RefuseUnsupported();
        if (sent is { BillingMode: null, ProvisionedThroughput: null, GlobalSecondaryIndexUpdates: not { Count: > 0 }, Stream: null, DeletionProtectionEnabled: null, TableClass: null })
        {
            throw DynamoDbErrors.Validation("At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or "
                + "SSESpecification or ReplicaUpdates is required");
        }

        if (sent is { BillingMode: "PROVISIONED", ProvisionedThroughput: null })
        {
            throw DynamoDbErrors.Validation("One or more parameter values were invalid: ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
        }

        var throughput = sent.ProvisionedThroughput is { } provisioned ? TableConstraints.ToThroughput(provisioned) : null;
        sent.Stream?.ViewTypeOfNew();
        var updates = IndexUpdates.Read(sent.GlobalSecondaryIndexUpdates ?? []);
        return new UpdateTableRequest(name, sent.BillingMode, throughput, KeySchemaReader.Attributes(sent), updates, sent.Stream, sent.DeletionProtectionEnabled, sent.TableClass);
    }
}

internal sealed record UpdateTableResponse(Table Table) : ITableResponse
{
    public void Write(Utf8JsonWriter json)
    {
        json.WritePropertyName("TableDescription"u8);
        TableDescription.Write(json, Table, "UPDATING");
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html</remarks>
internal static class UpdateTable
{
    public static UpdateTableResponse Execute(Tables tables, TimeProvider clock, UpdateTableRequest request) => tables.Changes.Commit(() =>
    {
        var table = tables.Get(request.Name);
        var before = table.Definition;
        var isOnDemand = request.BillingMode is { } mode ? mode == "PAY_PER_REQUEST" : before.Throughput is null;
        if (isOnDemand && request.Throughput is not null)
        {
            throw DynamoDbErrors.Validation("One or more parameter values were invalid: "
                + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST");
        }

        var now = clock.GetUtcNow();
        var after = IndexUpdates.Apply(before, request.Attributes, request.Indexes, isOnDemand, now) with
        {
            Throughput = isOnDemand ? null : request.Throughput is { } wanted ? wanted.After(before.Throughput, now) : before.Throughput,
            OnDemandSince = isOnDemand && before.Throughput is not null ? now : before.OnDemandSince,
            Stream = request.Stream is { } stream ? stream.Change(before.Stream, now) : before.Stream,
            IsProtected = request.IsProtected ?? before.IsProtected,
            TableClass = request.TableClass ?? before.TableClass,
        };
        return ((TableChange?)new TableChange.Redefined(after), new UpdateTableResponse(table));
    });
}
