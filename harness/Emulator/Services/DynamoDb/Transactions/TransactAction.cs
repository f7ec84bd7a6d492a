using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Expressions;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Values;
using TaskTracker.Emulation.Services.DynamoDb.Wire;

namespace TaskTracker.Emulation.Services.DynamoDb.Transactions;

/// <summary>One action of a transaction, read and checked as far as it can be without the table.</summary>
/// <param name="Kind">Such as <c>Put</c>.</param>
/// <param name="Attributes">The item to put; of the others the key.</param>
internal sealed record TransactAction(string Kind, string Table, ReadOnlyMemory<byte> Attributes, int SizeBytes, BoundExpressions Expressions, ItemParameters Sent)
{
    /// <summary>What a policy calls it.</summary>
    public string Operation => Kind switch
    {
        "ConditionCheck" => "ConditionCheckItem",
        _ => Kind + "Item",
    };

    /// <param name="number">Counted from 1.</param>
    public static void Check(ref Constraints constraints, SentPart part, int number)
    {
        if (part.Kinds is not [var kind] || part.Sent is not { } sent) return;
        var at = $"transactItems.{number}.member.{char.ToLowerInvariant(kind[0])}{kind[1..]}";
        constraints.NotNull(sent.TableName, $"{at}.tableName");
        constraints.TableName(sent.TableName, $"{at}.tableName");
        constraints.NotNull(kind == "Put" ? sent.Item : sent.Key, $"{at}.{(kind == "Put" ? "item" : "key")}");
        if (kind == "Update") constraints.NotNull(sent.Expressions.Has(ExpressionKind.UpdateExpression) ? "" : null, $"{at}.updateExpression");
        if (kind == "ConditionCheck") constraints.NotNull(sent.Expressions.Has(ExpressionKind.ConditionExpression) ? "" : null, $"{at}.conditionExpression");
        constraints.OneOf(sent.ReturnValuesOnConditionCheckFailure, $"{at}.returnValuesOnConditionCheckFailure", "ALL_OLD", "NONE");
    }

    /// <param name="kinds">Those that the transaction may have.</param>
    /// <exception cref="AwsError">ValidationException.</exception>
    public static TransactAction Read(SentPart part, ReadOnlySpan<string> kinds)
    {
        if (part.Kinds is not [var kind] || part.Sent is not { } sent || !kinds.Contains(kind))
        {
            throw DynamoDbErrors.Validation("TransactItems can only contain one of Check, Put, Update or Delete");
        }

        ReadOnlySpan<ExpressionKind> expressions = kind switch
        {
            "Get" => [ExpressionKind.ProjectionExpression],
            "Update" => [ExpressionKind.UpdateExpression, ExpressionKind.ConditionExpression],
            _ => [ExpressionKind.ConditionExpression],
        };
        sent.Expressions.RefuseMixtures(Wording.Read, expressions, []);
        var attributes = (kind == "Put" ? sent.Item : sent.Key).GetValueOrDefault();
        Wording.Read.ThrowIf(attributes.Problem);
        var read = sent.Attributes(attributes);
        var sizeBytes = ItemSize.OfAttributes(read.Span);
        if (sizeBytes > ItemSize.MaxItemBytes) throw DynamoDbErrors.Validation("Item size has exceeded the maximum allowed size");
        return new TransactAction(kind, sent.TableName ?? "", read, sizeBytes, sent.BindExpressions(Wording.Read), sent);
    }

    /// <summary>The item that it is about.</summary>
    /// <exception cref="AwsError">ValidationException: it does not go with the table.</exception>
    public byte[] KeyIn(Table table)
    {
        KeyPaths.Refuse(table.Key, Expressions.Projection);
        KeyPaths.RefuseChange(table.Key, Expressions.Update);
        KeyPaths.Refuse(table.Key, Expressions.Condition);
        IndexKeys.CheckUpdate(table.Definition, Expressions.Update);
        if (Kind != "Put") return PrimaryKey.OfKey(table.Key, Attributes.Span);
        var key = PrimaryKey.OfItem(table.Key, Attributes.Span);
        IndexKeys.Check(table.Definition, Attributes.Span);
        return key;
    }

    /// <summary>What becomes of the item.</summary>
    /// <exception cref="AwsError">ValidationException: an update that does not go with the item.</exception>
    public Item? Apply(Table table, Item? existing)
    {
        switch (Kind)
        {
            case "Put":
                return new Item(Attributes.ToArray(), SizeBytes);
            case "Delete":
                return null;
            case "Update":
                var updated = ItemUpdate.Apply(Expressions.Update, Attributes, existing);
                IndexKeys.Check(table.Definition, updated.Json);
                return updated;
            default:
                return existing;
        }
    }
}
