using System.Collections.Frozen;
using System.Globalization;
using System.IO.Hashing;
using System.Text.Json;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Requests;

namespace TaskTracker.Emulation.Services.DynamoDb;

/// <summary>AWS JSON 1.0 as DynamoDB speaks it: checksums, request ids, error types and cross-origin headers of its own.</summary>
/// <remarks>Recorded on AWS by others; see README.md.</remarks>
internal sealed class DynamoDbProtocol(IReadOnlyCollection<Operation> operations) : JsonProtocol("1.0", operations)
{
    private const string RequestIdAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUV";
    private const int RequestIdLength = 52;

    private static readonly FrozenSet<string> ServiceErrors = FrozenSet.Create(
        StringComparer.Ordinal, "UnknownOperationException", "SerializationException", "MissingAuthenticationTokenException", "IncompleteSignatureException",
        "InvalidSignatureException", "UnrecognizedClientException", "ExpiredTokenException", "AccessDeniedException", "InternalFailure");

    /// <summary>What AWS has and this has not: refused by name, where a name that nobody knows gets no message.</summary>
    private static readonly FrozenSet<string> Absent = FrozenSet.Create(
        StringComparer.Ordinal, "BatchExecuteStatement", "CreateBackup", "CreateGlobalTable", "DeleteBackup", "DeleteResourcePolicy",
        "DescribeBackup", "DescribeContributorInsights", "DescribeExport", "DescribeGlobalTable",
        "DescribeGlobalTableSettings", "DescribeImport", "DescribeKinesisStreamingDestination", "DescribeTableReplicaAutoScaling",
        "DisableKinesisStreamingDestination", "EnableKinesisStreamingDestination", "ExecuteStatement", "ExecuteTransaction",
        "ExportTableToPointInTime", "GetResourcePolicy", "ImportTable", "ListBackups", "ListContributorInsights", "ListExports", "ListGlobalTables", "ListImports",
        "PutResourcePolicy", "RestoreTableFromBackup", "RestoreTableToPointInTime",
        "UpdateContributorInsights", "UpdateGlobalTable", "UpdateGlobalTableSettings", "UpdateKinesisStreamingDestination", "UpdateTableReplicaAutoScaling");

    public override string NewRequestId() => RequestIds.Of(RequestIdAlphabet, RequestIdLength);

    public override BoundCall Bind(Exchange exchange)
    {
        if (!IsCall(exchange.Request)) throw NotACall();
        try
        {
            return base.Bind(exchange);
        }
        catch (JsonException)
        {
            throw DynamoDbErrors.NotJson();
        }
    }

    public override void WriteError(AwsError error, Exchange exchange)
    {
        if (error.Status == 404)
        {
            exchange.Response.Clear();
            exchange.Response.Status = 404;
            exchange.Response.Share("<UnknownOperationException/>\n"u8.ToArray());
            CompleteBody(exchange);
            return;
        }

        base.WriteError(error, exchange);
    }

    public override AwsError InternalFailure() => new(500, "InternalServerError", "Internal server error");

    public override void Complete(Exchange exchange)
    {
        var sent = exchange.Request.Headers.ContentType.ToString();
        exchange.Response.Headers.ContentType = sent.StartsWith("application/json", StringComparison.Ordinal) ? "application/json" : "application/x-amz-json-1.0";
        CompleteBody(exchange);
    }

    protected override string ErrorType(string code) => code == "ValidationException" ? "com.amazon.coral.validate#ValidationException"
        : ServiceErrors.Contains(code) ? "com.amazon.coral.service#" + code
        : "com.amazonaws.dynamodb.v20120810#" + code;

    protected override string UnknownOperation(string name) => Absent.Contains(name) ? base.UnknownOperation(name) : "";

    protected override string MessageName(string code) => code is "SerializationException" or "AccessDeniedException"
        or "TransactionCanceledException" or "TransactionInProgressException" or "IdempotentParameterMismatchException" ? "Message" : "message";

    private static bool IsCall(AwsRequest request)
    {
        var contentType = request.Headers.ContentType.ToString().AsSpan();
        var parameters = contentType.IndexOf(';');
        var mediaType = (parameters < 0 ? contentType : contentType[..parameters]).Trim();
        return request.Method == "POST" && (request.Body.IsEmpty || mediaType is "application/x-amz-json-1.0" or "application/json");
    }

    /// <summary>No message and no JSON: what is no call is answered in XML.</summary>
    private static AwsError NotACall() => new(404, "UnknownOperationException", "");

    private static void CompleteBody(Exchange exchange)
    {
        var headers = exchange.Response.Headers;
        headers["x-amzn-RequestId"] = exchange.RequestId;
        headers["x-amz-crc32"] = Crc32.HashToUInt32(exchange.Response.Body.Span).ToString(CultureInfo.InvariantCulture);
        if (exchange.Request.Headers.Origin.Count > 0) headers.AccessControlAllowOrigin = "*";
    }
}
