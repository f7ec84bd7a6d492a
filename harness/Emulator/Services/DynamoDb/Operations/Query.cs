using System.Buffers;
using TaskTracker.Emulation.Services.DynamoDb.Expressions;
using TaskTracker.Emulation.Services.DynamoDb.Reads;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Throttling;
using TaskTracker.Emulation.Services.DynamoDb.Values;
using TaskTracker.Emulation.Services.DynamoDb.Wire;

namespace TaskTracker.Emulation.Services.DynamoDb.Operations;

/// <param name="Table">Its name or ARN.</param>
/// <param name="StartKey">Empty to begin at the beginning.</param>
internal sealed record QueryRequest(string Table, IReadOnlyList<KeyTerm> Key, ReadOnlyMemory<byte> StartKey, PageTerms Terms) : IItemRequest<QueryRequest>
{
    public ItemParameters Sent => Terms.Sent;

    public IDisposable Memory => Sent;

    public long ConsumedHalves => Sent.ConsumedHalves;

    public IReadOnlyList<ThrottlingReason> Throttled => Sent.Throttled;

    public string? Index => Sent.IndexName;

    public IReadOnlyList<KeyTerm> KeyTerms => Key;

    public static QueryRequest Read(ReadOnlySpan<byte> body)
    {
        var sent = ItemParameters.Read(body);
        var constraints = new Constraints();
        constraints.Select(sent.Select);
        constraints.IndexName(sent.IndexName, "indexName");
        constraints.ReturnConsumedCapacity(sent.ReturnConsumedCapacity);
        var table = constraints.TableName(sent.TableName);
        constraints.Legacy(sent.Legacy);
        if (sent.Limit < 1) constraints.Add("Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1");
        constraints.ThrowIfBroken();

        sent.Expressions.RefuseMixtures(
            Wording.Read, [ExpressionKind.ProjectionExpression, ExpressionKind.FilterExpression, ExpressionKind.KeyConditionExpression],
            ["AttributesToGet", "QueryFilter", "ConditionalOperator", "KeyConditions"]);
        Wording.Read.ThrowIf(LegacyConstraints.ProblemIn(sent.Legacy.QueryFilter, sent.Values));
        Wording.Read.ThrowIf(LegacyConstraints.ProblemIn(sent.Legacy.AttributesToGet));
        Selection.Check(sent);
        Wording.Read.ThrowIf(LegacyConstraints.ProblemWithOperator(sent.Legacy.ConditionalOperator, sent.Legacy.QueryFilter?.Count));
        if (sent.ExclusiveStartKey is { Problem: { } problem }) throw Wording.Read.Invalid(StartKeys.Describe(problem));
        if (!sent.Expressions.HasKeyCondition) throw Wording.Read.Invalid("Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
        var bound = sent.BindExpressions(Wording.Read);
        Wording.Read.ThrowIf(LegacyConstraints.ProblemIn(sent.Legacy.KeyConditions, sent.Values));
        var key = bound.Key ?? [];
        if (key.Count is not (1 or 2)) throw Wording.Read.Invalid("Conditions can be of length 1 or 2 only");
        var startKey = sent.ExclusiveStartKey is { } start ? sent.Attributes(start) : default;
        return new QueryRequest(table, key, startKey, new PageTerms(bound.Filter, bound.Projection, sent));
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html</remarks>
internal static class Query
{
    public static void Execute(Tables tables, QueryRequest request, IBufferWriter<byte> output)
    {
        var source = ReadSource.Of(tables, request.Table, request.Sent);
        var startKey = request.StartKey.Span;
        if (!startKey.IsEmpty && AttributeEnumerator.Count(startKey) != source.StartKey.Count) throw StartKeys.Invalid();
        CheckTerms(source, request);
        var range = RangeOf(source, request);
        if (!startKey.IsEmpty) range = range.After(Start(source, request, range), request.Terms.IsReverse);
        CheckAttributes(source, request);
        Pages.Answer(source, range, request.Terms, output);
    }

    private static void CheckTerms(ReadSource source, QueryRequest request)
    {
        foreach (var attribute in source.Key.Attributes)
        {
            var isHash = attribute == source.Key.Hash;
            if (!request.StartKey.IsEmpty) source.CheckKeyPart(attribute, request.StartKey.Span);
            if (isHash && source.Key.Range is null && request.Key.Count > 1) throw DynamoDbErrors.Validation("Query key condition not supported");
            if (TermFor(attribute, request) is not { } term)
            {
                if (isHash || request.Key.Count > 1) throw DynamoDbErrors.Validation($"Query condition missed key schema element: {attribute.Name}");
                continue;
            }

            if (!term.IsIndexable) throw DynamoDbErrors.Validation("Attempted conditional constraint is not an indexable operation");
            if (term.Values.Any(v => ItemJson.TypeOf(v.Span) != attribute.Type))
            {
                throw DynamoDbErrors.Validation("One or more parameter values were invalid: Condition parameter type does not match schema type");
            }

            if (isHash && term.Operator != "EQ") throw DynamoDbErrors.Validation("Query key condition not supported");
            if (term.Operator == "EQ") PrimaryKey.CheckSize(attribute, term.Values[0].Span, isHash);
        }
    }

    private static KeyRange RangeOf(ReadSource source, QueryRequest request)
    {
        var hash = TermFor(source.Key.Hash, request)?.Values[0] ?? default;
        var partition = KeyEncoding.Partition(hash.Span);
        var range = source.Key.Range is null ? null : TermFor(source.Key.Range, request);
        return range?.In(partition, source.Index is not null) ?? KeyRange.StartingWith(partition);
    }

    private static byte[] Start(ReadSource source, QueryRequest request, KeyRange range)
    {
        var key = source.Encode(request.StartKey.Span);
        var term = source.Key.Range is null ? null : TermFor(source.Key.Range, request);
        if (term is not null && source.Key.Range is { } attribute && !term.Holds(AttributeEnumerator.Find(request.StartKey.Span, attribute.EscapedName)))
        {
            throw DynamoDbErrors.Validation("The provided starting key does not match the range key predicate");
        }

        if (range.Contains(key)) return key;
        throw DynamoDbErrors.Validation(term is null
            ? "The provided starting key is outside query boundaries based on provided conditions"
            : "The query can return at most one row and cannot be restarted");
    }

    private static void CheckAttributes(ReadSource source, QueryRequest request)
    {
        KeyPaths.Refuse(source.Table.Key, request.Terms.Projection);
        if (request.Terms.Filter is { } filter)
        {
            foreach (var attribute in source.Key.Attributes)
            {
                if (!filter.Names(attribute.EscapedName)) continue;
                var member = request.Sent.Legacy.QueryFilter is null ? "Filter Expression" : "QueryFilter";
                throw DynamoDbErrors.Validation($"{member} can only contain non-primary key attributes: Primary key attribute: {attribute.Name}");
            }
        }

        Selection.CheckFilter(source, request.Terms);
        Selection.CheckIndex(source, request.Terms);
        KeyPaths.Refuse(source.Table.Key, request.Terms.Filter);
    }

    private static KeyTerm? TermFor(KeyAttribute attribute, QueryRequest request) => request.Key.FirstOrDefault(t => t.Name == attribute.Name);
}
