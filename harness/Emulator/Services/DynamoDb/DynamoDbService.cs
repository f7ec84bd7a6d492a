using System.Buffers;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Requests;
using TaskTracker.Emulation.Services.DynamoDb.Operations;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Streams;
using TaskTracker.Emulation.Services.DynamoDb.Transactions;
using TaskTracker.Emulation.Services.DynamoDb.Wire;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Services.DynamoDb;

/// <summary>Tables of items. Start reading at the table of operations below; items live in <see cref="Storage.Table"/>.</summary>
internal sealed class DynamoDbService : IAsyncDisposable
{
    private readonly AwsScope _scope;
    private readonly OtherDynamoDb? _other;
    private readonly Tables _tables;
    private readonly ExpirySweep _sweep;
    private readonly TableMeters _meters;
    private readonly TransactionRegister _register;

    /// <param name="clock">Virtual: what tables show of times comes from it.</param>
    /// <param name="other">Holds the tables in place of this one; <c>null</c> for nobody.</param>
    public DynamoDbService(AwsScope scope, TimeProvider clock, OpenMetric openMetric, OtherDynamoDb? other = null)
    {
        (_scope, _other, _meters) = (scope, other, new TableMeters(openMetric));
        _tables = new Tables(clock);
        _sweep = new ExpirySweep(_tables, clock);
        _register = new TransactionRegister(new IdempotencyTokens(clock), new OngoingTransactions());
        Service = new Service("dynamodb", "dynamodb", new DynamoDbProtocol(HandedOn(Table(clock), other)))
        {
            TargetPrefix = "DynamoDB_20120810",
            Durable = [new DynamoDbRows(_tables, _register.Tokens)],
            Keys = ConditionKeys.Find,
            ResourceTag = (arn, tag) => _tables.Find(ConditionKeys.Subject(arn).Table)?.Definition.Tags.GetValueOrDefault(tag),
        };
        Streams = new Service("dynamodb", "dynamodb", new DynamoDbProtocol(HandedOn(StreamTable(clock), other))) { TargetPrefix = "DynamoDBStreams_20120810" };
    }

    public Service Service { get; }

    /// <summary>The streams of tables are a service by themselves, under the same name.</summary>
    public Service Streams { get; }

    /// <summary>For who works off a stream from inside the process.</summary>
    public StreamSlice? ReadStream(string streamArn, string? after, int limit)
    {
        if (_tables.Streams.Find(streamArn) is not { } stream) return null;
        var from = after is null ? stream.Start : long.Parse(after.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);
        var page = stream.Read(from, limit);
        var records = page.Records.Select(r => new StreamedRecord(r.SequenceNumber, r.At, r.ToJson(stream.Key, stream.Definition.ViewType, _scope.Region))).ToList();
        var last = page.Records.Count > 0 ? page.Records[^1].Sequence : from;
        return new StreamSlice(records, StreamRecord.Spell(page.Newest), page.IsEnd, stream.ShardId, stream.WaitAsync(last));
    }

    public ValueTask DisposeAsync()
    {
        _other?.Dispose();
        return _sweep.DisposeAsync();
    }

    private static Operation[] HandedOn(Operation[] rows, OtherDynamoDb? other) => other is null ? rows : [.. rows.Select(row => new HandedOnOperation(row, other))];

    private Operation[] Table(TimeProvider clock) =>
    [
        OnItems<PutItemRequest>("PutItem", isWrite: true, PutItem.ExecuteAsync),
        OnItems<GetItemRequest>("GetItem", GetItem.Execute),
        OnItems<UpdateItemRequest>("UpdateItem", isWrite: true, UpdateItem.ExecuteAsync),
        OnItems<DeleteItemRequest>("DeleteItem", isWrite: true, DeleteItem.ExecuteAsync),
        OnItems<QueryRequest>("Query", Query.Execute),
        OnItems<ScanRequest>("Scan", Scan.Execute),
        OnItems<BatchGetItemRequest>("BatchGetItem", BatchGetItem.Execute),
        OnItems<BatchWriteItemRequest>("BatchWriteItem", isWrite: true, BatchWriteItem.ExecuteAsync),
        OnItems<TransactGetItemsRequest>("TransactGetItems", isWrite: false, (tables, r, output) => TransactGetItems.ExecuteAsync(tables, _register, r, output), ofItems: true),
        OnItems<TransactWriteItemsRequest>("TransactWriteItems", isWrite: true, (tables, r, output) => TransactWriteItems.ExecuteAsync(tables, _register, r, output), ofItems: true),
        OnTables<CreateTableRequest, CreateTableResponse>("CreateTable", r => CreateTable.Execute(_tables, _scope, clock, r)),
        OnTables<DescribeTableRequest, DescribeTableResponse>("DescribeTable", r => DescribeTable.Execute(_tables, r)),
        OnTables<ListTablesRequest, ListTablesResponse>("ListTables", r => ListTables.Execute(_tables, r)),
        OnTables<UpdateTableRequest, UpdateTableResponse>("UpdateTable", r => UpdateTable.Execute(_tables, clock, r)),
        OnTables<DeleteTableRequest, DeleteTableResponse>("DeleteTable", r => DeleteTable.Execute(_tables, r)),
        OnTags<TagResourceRequest>("TagResource", r => TagResource.Execute(_tables, r)),
        OnTags<UntagResourceRequest>("UntagResource", r => UntagResource.Execute(_tables, r)),
        OnTables<ListTagsOfResourceRequest, ListTagsOfResourceResponse>("ListTagsOfResource", r => ListTagsOfResource.Execute(_tables, r)),
        OnTables<UpdateTimeToLiveRequest, UpdateTimeToLiveResponse>("UpdateTimeToLive", r => UpdateTimeToLive.Execute(_tables, r)),
        OnTables<DescribeTimeToLiveRequest, DescribeTimeToLiveResponse>("DescribeTimeToLive", r => DescribeTimeToLive.Execute(_tables, r)),
        OnTables<UpdateContinuousBackupsRequest, DescribeContinuousBackupsResponse>("UpdateContinuousBackups", r => UpdateContinuousBackups.Execute(_tables, clock, r)),
        OnTables<DescribeContinuousBackupsRequest, DescribeContinuousBackupsResponse>("DescribeContinuousBackups", r => DescribeContinuousBackups.Execute(_tables, clock, r)),
        OnTables<DescribeLimitsRequest, DescribeLimitsResponse>("DescribeLimits", _ => DescribeLimits.Execute()),
        OnTables<DescribeEndpointsRequest, DescribeEndpointsResponse>("DescribeEndpoints", (_, exchange) => DescribeEndpoints.Execute(exchange.Request.Headers.Host.ToString())),
    ];

    private Operation[] StreamTable(TimeProvider clock) =>
    [
        OnTables<ListStreamsRequest, ListStreamsResponse>("ListStreams", r => ListStreams.Execute(_tables.Streams, r)),
        OnTables<DescribeStreamRequest, DescribeStreamResponse>("DescribeStream", r => DescribeStream.Execute(_tables.Streams, r)),
        OnTables<GetShardIteratorRequest, GetShardIteratorResponse>("GetShardIterator", r => GetShardIterator.Execute(_tables.Streams, clock, r)),
        OnTables<GetRecordsRequest, GetRecordsResponse>("GetRecords", r => GetRecords.Execute(_tables.Streams, clock, _scope.Region, r)),
    ];

    /// <summary>A row of an operation that only reads, and therefore never waits.</summary>
    private Operation<TRequest, Nothing> OnItems<TRequest>(string name, Action<Tables, TRequest, IBufferWriter<byte>> execute)
        where TRequest : IItemRequest<TRequest> => OnItems<TRequest>(name, isWrite: false, (tables, request, output) =>
        {
            execute(tables, request, output);
            return ValueTask.CompletedTask;
        });

    /// <summary>A row whose answer is written straight to the response, and whose request gives its memory back.</summary>
    /// <param name="ofItems">Whether what is done to each item is permitted by itself, and the operation as such is not.</param>
    private Operation<TRequest, Nothing> OnItems<TRequest>(
        string name, bool isWrite, Func<Tables, TRequest, IBufferWriter<byte>, ValueTask> execute, bool ofItems = false)
        where TRequest : IItemRequest<TRequest> => new(
            name,
            "dynamodb:" + name,
            exchange => TRequest.Read(exchange.Request.Body.Span),
            request => ArnOf(request.Table) + (request.Index is { } index ? "/index/" + index : ""),
            async (request, exchange) =>
            {
                using var memory = request.Memory;
                try
                {
                    await execute(_tables, request, exchange.Response.Writer).ConfigureAwait(false);
                }
                catch (AwsError) when (request.Throttled.Count > 0)
                {
                    _meters.CountThrottled(name, request.Throttled, isRefused: true);
                    throw;
                }

                if (request.Throttled.Count > 0) _meters.CountThrottled(name, request.Throttled, isRefused: false);
                var startedAt = exchange.Record.StartTimestamp;
                foreach (var (table, consumed) in request.ConsumedByTable) _meters.Count(TableNames.NameOf(table), name, isWrite, consumed.TableHalves, startedAt);
                if (request.ConsumedHalves > 0) _meters.Count(TableNames.NameOf(request.Table), name, isWrite, request.ConsumedHalves, startedAt);
                return Nothing.Value;
            },
            static (_, _) => { })
        {
            NeedsOwnAction = !ofItems,
            Keys = (request, key) => LeadingKeysOf(request, request.Table, request.Index, key),
            Further = request => request.Further.Select(f => new Permission("dynamodb:" + f.Operation, ArnOf(f.Table)) { Keys = key => LeadingKeysOf(request, f.Table, index: null, key) }),
        };

    private ContextValue? LeadingKeysOf<TRequest>(TRequest request, string nameOrArn, string? index, string key)
        where TRequest : IItemRequest<TRequest>
    {
        if (!LeadingKeys.IsOne(key)) return null;
        var table = TableNames.NameOf(nameOrArn);
        var definition = _tables.Find(table)?.Definition;
        var schema = index is null ? definition?.Key : definition?.Indexes.FirstOrDefault(i => i.Name == index)?.Key;
        return schema is null ? null : LeadingKeys.Of(request, table, schema.Hash);
    }

    /// <summary>A table that is there has its ARN already.</summary>
    private string ArnOf(string nameOrArn)
    {
        var table = TableNames.NameOf(nameOrArn);
        return _tables.Find(table)?.Definition.Arn ?? _scope.Arn("dynamodb", "table/" + table);
    }

    /// <summary>A row whose answer has no body.</summary>
    private Operation<TRequest, Nothing> OnTags<TRequest>(string name, Func<TRequest, Nothing> execute)
        where TRequest : ITableRequest<TRequest> => new(
            name,
            "dynamodb:" + name,
            exchange => TRequest.Read(exchange.Request.Body.Span),
            request => request.Resource == "*" ? "*" : _scope.Arn("dynamodb", request.Resource),
            (request, _) => ValueTask.FromResult(execute(request)),
            static (_, _) => { });

    private Operation<TRequest, TResponse> OnTables<TRequest, TResponse>(string name, Func<TRequest, TResponse> execute)
        where TRequest : ITableRequest<TRequest>
        where TResponse : ITableResponse => OnTables<TRequest, TResponse>(name, (request, _) => execute(request));

    private Operation<TRequest, TResponse> OnTables<TRequest, TResponse>(string name, Func<TRequest, Exchange, TResponse> execute)
        where TRequest : ITableRequest<TRequest>
        where TResponse : ITableResponse => new(
            name,
            "dynamodb:" + name,
            exchange => TRequest.Read(exchange.Request.Body.Span),
            request => request.Resource == "*" ? "*" : _scope.Arn("dynamodb", request.Resource),
            (request, exchange) => ValueTask.FromResult(execute(request, exchange)),
            (response, exchange) => JsonBody.Write(exchange.Response, json =>
            {
                json.WriteStartObject();
                response.Write(json);
                json.WriteEndObject();
            }));
}
