using System.Collections.Immutable;
using System.Text.Json;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Wire;

namespace TaskTracker.Emulation.Services.DynamoDb.Operations;

/// <param name="Throughput"><c>null</c> to bill on demand.</param>
internal sealed record CreateTableRequest(
    string Name, KeySchema Key, ImmutableArray<KeyAttribute> Attributes, ImmutableArray<IndexDefinition> Indexes, Throughput? Throughput, StreamViewType? Stream,
    bool IsProtected, string? TableClass, ImmutableSortedDictionary<string, string> Tags) : ITableRequest<CreateTableRequest>
{
    public string Resource => "table/" + Name;

    public static CreateTableRequest Read(ReadOnlySpan<byte> body)
    {
        var sent = TableParameters.Read(body);
        var name = TableConstraints.TableName(sent);
        var constraints = new Constraints();
        KeySchemaReader.CheckAttributes(ref constraints, sent);
        constraints.BillingMode(sent.BillingMode);
        constraints.Throughput(sent.ProvisionedThroughput);
        constraints.Stream(sent.Stream);
        KeySchemaReader.CheckKey(ref constraints, sent.KeySchema, "keySchema");
        constraints.Indexes(sent.LocalSecondaryIndexes, "localSecondaryIndexes");
        constraints.Indexes(sent.GlobalSecondaryIndexes, "globalSecondaryIndexes");
        constraints.TableClass(sent.TableClass);
        constraints.Tags(sent.Tags);
        constraints.ThrowIfBroken();

        var throughput = ReadThroughput(sent);
        sent.RefuseUnsupported();
        var attributes = KeySchemaReader.Attributes(sent);
        var key = KeySchemaReader.Read(sent, attributes);
        var indexes = IndexReader.Read(sent, key, attributes, isOnDemand: throughput is null);
        IndexReader.RefuseUnused(key, indexes, attributes);
        TableConstraints.RefuseRepeated(sent.Tags);
        var tags = (sent.Tags ?? []).ToImmutableSortedDictionary(t => t.First ?? "", t => t.Second ?? "", StringComparer.Ordinal);
        var stream = sent.Stream?.ViewTypeOfNew();
        return new CreateTableRequest(name, key, attributes, indexes, throughput, stream, sent.DeletionProtectionEnabled ?? false, sent.TableClass, tags);
    }

    private static Throughput? ReadThroughput(TableParameters sent)
    {
        const string Invalid = "One or more parameter values were invalid: ";
        if (sent.BillingMode != "PAY_PER_REQUEST")
        {
            return sent.ProvisionedThroughput is { } provisioned ? TableConstraints.ToThroughput(provisioned)
                : throw DynamoDbErrors.Validation(Invalid + "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED");
        }

        if (sent.ProvisionedThroughput is null) return null;
        throw DynamoDbErrors.Validation(Invalid + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST");
    }
}

internal sealed record CreateTableResponse(TableDefinition Table) : ITableResponse
{
    public void Write(Utf8JsonWriter json)
    {
        json.WritePropertyName("TableDescription"u8);
        TableDescription.WriteCreating(json, Table);
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html</remarks>
internal static class CreateTable
{
    public static CreateTableResponse Execute(Tables tables, AwsScope scope, TimeProvider clock, CreateTableRequest request) => tables.Changes.Commit(() =>
    {
        if (tables.Find(request.Name) is not null) throw DynamoDbErrors.TableExists(request.Name);
        var now = clock.GetUtcNow();
        var definition = new TableDefinition(request.Name, scope.Arn("dynamodb", request.Resource), Guid.NewGuid().ToString(), request.Key, now)
        {
            Attributes = request.Attributes,
            Indexes = request.Indexes,
            Throughput = request.Throughput,
            OnDemandSince = request.Throughput is null ? now : null,
            Stream = request.Stream is { } viewType ? StreamDefinition.Of(viewType, now) : null,
            IsProtected = request.IsProtected,
            TableClass = request.TableClass,
            Tags = request.Tags,
        };
        return ((TableChange?)new TableChange.Created(definition), new CreateTableResponse(definition));
    });
}
