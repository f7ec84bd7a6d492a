using System.Buffers;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Requests;
using TaskTracker.Emulation.Services.DynamoDb.Operations;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Transactions;
using TaskTracker.Emulation.Services.DynamoDb.Wire;

namespace TaskTracker.Emulation.Services.DynamoDb;

/// <summary>Tables of items. Start reading at the table of operations below; items live in <see cref="Storage.Table"/>.</summary>
internal sealed class DynamoDbService
{
    private readonly AwsScope _scope;
    private readonly Tables _tables = new();
    private readonly TableMeters _meters;
    private readonly TransactionRegister _register;

    /// <param name="clock">Virtual: what tables show of times comes from it.</param>
    public DynamoDbService(AwsScope scope, TimeProvider clock, OpenMetric openMetric)
    {
        (_scope, _meters) = (scope, new TableMeters(openMetric));
        _register = new TransactionRegister(new IdempotencyTokens(clock), new OngoingTransactions());
        Service = new Service("dynamodb", "dynamodb", new DynamoDbProtocol(Table(clock))) { TargetPrefix = "DynamoDB_20120810", Durable = [new DynamoDbRows(_tables)] };
    }

    public Service Service { get; }

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
                await execute(_tables, request, exchange.Response.Writer).ConfigureAwait(false);
                var startedAt = exchange.Record.StartTimestamp;
                foreach (var (table, consumed) in request.ConsumedByTable) _meters.Count(TableNames.NameOf(table), name, isWrite, consumed.TableHalves, startedAt);
                if (request.ConsumedHalves > 0) _meters.Count(TableNames.NameOf(request.Table), name, isWrite, request.ConsumedHalves, startedAt);
                return Nothing.Value;
            },
            static (_, _) => { })
        {
            NeedsOwnAction = !ofItems,
            Further = request => request.Further.Select(f => new Permission("dynamodb:" + f.Operation, ArnOf(f.Table))),
        };

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
            request => _scope.Arn("dynamodb", request.Resource),
            (request, _) => ValueTask.FromResult(execute(request)),
            static (_, _) => { });

    private Operation<TRequest, TResponse> OnTables<TRequest, TResponse>(string name, Func<TRequest, TResponse> execute)
        where TRequest : ITableRequest<TRequest>
        where TResponse : ITableResponse => new(
            name,
            "dynamodb:" + name,
            exchange => TRequest.Read(exchange.Request.Body.Span),
            request => _scope.Arn("dynamodb", request.Resource),
            (request, _) => ValueTask.FromResult(execute(request)),
            (response, exchange) => JsonBody.Write(exchange.Response, json =>
            {
                json.WriteStartObject();
                response.Write(json);
                json.WriteEndObject();
            }));
}
