using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Protocols.SigV4;
using TaskTracker.Emulation.Services.S3.Wire;

namespace TaskTracker.Emulation.Services.S3;

/// <summary>S3's own REST with XML bodies: an operation is a method, a bucket, a key, and marks in the query.</summary>
/// <param name="rows">Those with marks stand before those without.</param>
internal sealed class S3Protocol(AwsScope scope, IReadOnlyList<S3Operation> rows) : ServiceProtocol
{
    /// <summary>AWS takes 5 GB; here a body is held in memory, and larger objects come in parts.</summary>
    public const long MaxPutBytes = 1L << 30;

    public override IReadOnlyCollection<Operation> Operations => rows;

    public override long MaxBodyBytes => MaxPutBytes + (MaxPutBytes / 64);

    public override TimeSpan MaxClockSkew => TimeSpan.FromMinutes(15);

    public override bool WantsAmzHeadersSigned => true;

    protected override string AccessDeniedCode => "AccessDenied";

    public override string NewRequestId() => AnswerHeaders.NewRequestId();

    public override QueryV2Signature? QueryV2SignatureOf(AwsRequest request) => QueryV2.Of(request);

    public override BoundCall Bind(Exchange exchange)
    {
        var request = exchange.Request;
        var address = S3Address.Of(request);
        var level = address.Bucket is null ? S3Level.Account : address.Key is null ? S3Level.Bucket : S3Level.Object;
        exchange.PathParameters = new Dictionary<string, string>(2)
        {
            [nameof(address.Bucket)] = address.Bucket ?? "",
            [nameof(address.Key)] = address.Key ?? "",
        };
        foreach (var row in rows)
        {
            if (!row.Route.Matches(request, level)) continue;
            exchange.Record.Operation = row.Name;
            CheckOwner(request);
            return row.Bind(exchange);
        }

        throw Unsupported(request, level);
    }

    public override void WriteError(AwsError error, Exchange exchange)
    {
        var response = exchange.Response;
        response.Clear();
        response.Status = error.Status;
        S3Xml.WritePlain(exchange, "Error", xml =>
        {
            xml.WriteElementString("Code", error.Code);
            xml.WriteElementString("Message", error.Message);
            foreach (var (name, value) in error.Members) xml.WriteElementString(name, value);
            xml.WriteElementString("RequestId", exchange.RequestId);
            xml.WriteElementString("HostId", AnswerHeaders.HostId);
        });
        if (exchange.Request.Method == "HEAD") response.Clear();
        AnswerHeaders.Stamp(exchange);
    }

    public override AwsError Refuse(AuthFailure failure, string detail, Exchange exchange) => AuthRefusals.Of(failure, detail, exchange, scope, MaxClockSkew);

    public override AwsError AccessDenied(Caller caller, Permission wanted, string reason) => caller.Kind == CallerKind.Anonymous
        ? RequestErrors.AccessDenied()
        : new AwsError(AccessDeniedStatus, AccessDeniedCode,
            $"User: {caller.Arn} is not authorized to perform: {wanted.Action} on resource: \"{wanted.Resource}\" {reason}");

    public override AwsError BodyTooLarge() => RequestErrors.EntityTooLarge(MaxPutBytes);

    public override AwsError InternalFailure() => new(500, "InternalError", "We encountered an internal error. Please try again.");

    /// <summary>A caller may say whose bucket it takes this for.</summary>
    private void CheckOwner(AwsRequest request)
    {
        var expected = request.Headers["x-amz-expected-bucket-owner"].ToString();
        if (expected.Length > 0 && expected != scope.Account) throw RequestErrors.AccessDenied();
    }

    private static AwsError Unsupported(AwsRequest request, S3Level level) => request.Query.Pairs is [var (mark, _), ..]
        ? RequestErrors.ParameterNotImplemented(mark)
        : RequestErrors.MethodNotAllowed(request.Method, level switch { S3Level.Account => "SERVICE", S3Level.Bucket => "BUCKET", _ => "OBJECT" });
}
