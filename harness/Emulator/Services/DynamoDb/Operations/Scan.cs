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
internal sealed record ScanRequest(string Table, ReadOnlyMemory<byte> StartKey, PageTerms Terms) : IItemRequest<ScanRequest>
{
    private const long MaxSegments = 1_000_000;

    public ItemParameters Sent => Terms.Sent;

    public IDisposable Memory => Sent;

    public long ConsumedHalves => Sent.ConsumedHalves;

    public IReadOnlyList<ThrottlingReason> Throttled => Sent.Throttled;

    public string? Index => Sent.IndexName;

    public static ScanRequest Read(ReadOnlySpan<byte> body)
    {
        var sent = ItemParameters.Read(body);
        var constraints = new Constraints();
        constraints.Select(sent.Select);
        constraints.IndexName(sent.IndexName, "indexName");
        constraints.Range(sent.TotalSegments, "totalSegments", from: 1, to: MaxSegments);
        constraints.ReturnConsumedCapacity(sent.ReturnConsumedCapacity);
        var table = constraints.TableName(sent.TableName);
        constraints.Legacy(sent.Legacy);
        constraints.Range(sent.Segment, "segment", from: 0, to: MaxSegments - 1);
        constraints.Range(sent.Limit, "limit", from: 1);
        constraints.ThrowIfBroken();

        sent.Expressions.RefuseMixtures(
            Wording.Read, [ExpressionKind.ProjectionExpression, ExpressionKind.FilterExpression], ["AttributesToGet", "ScanFilter", "ConditionalOperator"]);
        Wording.Read.ThrowIf(LegacyConstraints.ProblemIn(sent.Legacy.AttributesToGet));
        Wording.Read.ThrowIf(LegacyConstraints.ProblemIn(sent.Legacy.ScanFilter, sent.Values));
        Selection.Check(sent);
        Wording.Read.ThrowIf(LegacyConstraints.ProblemWithOperator(sent.Legacy.ConditionalOperator, sent.Legacy.ScanFilter?.Count));
        if (sent.ExclusiveStartKey is { Problem: { } problem }) throw Wording.Read.Invalid(StartKeys.Describe(problem));
        Wording.Read.ThrowIf(ProblemWithSegment(sent.Segment, sent.TotalSegments));
        var startKey = sent.ExclusiveStartKey is { } start ? sent.Attributes(start) : default;
        var bound = sent.BindExpressions(Wording.Read);
        return new ScanRequest(table, startKey, new PageTerms(bound.Filter, bound.Projection, sent));
    }

    private static string? ProblemWithSegment(long? segment, long? total) => (segment, total) switch
    {
        (not null, null) => "The TotalSegments parameter is required but was not present in the request when Segment parameter is present",
        (null, not null) => "The Segment parameter is required but was not present in the request when parameter TotalSegments is present",
        _ when segment >= total => "The Segment parameter is zero-based and must be less than parameter TotalSegments: "
            + $"Segment: {segment} is not less than TotalSegments: {total}",
        _ => null,
    };
}

/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html</remarks>
internal static class Scan
{
    public static void Execute(Tables tables, ScanRequest request, IBufferWriter<byte> output)
    {
        var source = ReadSource.Of(tables, request.Table, request.Sent);
        var range = request.Sent is { Segment: { } segment, TotalSegments: { } total } ? KeyRange.OfSegment(segment, total) : default;
        if (!request.StartKey.IsEmpty) range = range.After(Start(source, request, range), isReverse: false);
        Selection.CheckIndex(source, request.Terms);
        KeyPaths.Refuse(source.Table.Key, request.Terms.Projection);
        KeyPaths.Refuse(source.Table.Key, request.Terms.Filter);
        Pages.Answer(source, range, request.Terms, output);
    }

    private static byte[] Start(ReadSource source, ScanRequest request, KeyRange range)
    {
        var startKey = request.StartKey.Span;
        if (AttributeEnumerator.Count(startKey) != source.StartKey.Count)
        {
            throw StartKeys.Invalid(source.Index is null ? DynamoDbErrors.KeyDoesNotMatch().Message : null);
        }

        foreach (var attribute in source.Index is null ? [] : source.Key.Attributes) source.CheckKeyPart(attribute, startKey);
        var key = source.Encode(startKey);
        if (range.Contains(key)) return key;
        throw StartKeys.Invalid("Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. "
            + $"TotalSegments: {request.Sent.TotalSegments} Segment: {request.Sent.Segment}");
    }
}
