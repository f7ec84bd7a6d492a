using System.IO.Compression;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.CloudWatch.Wire;

/// <summary>CloudWatch answers in the protocol in which it is asked: which that is depends on the age of the client.</summary>
internal sealed class CloudWatchProtocol(IReadOnlyCollection<Operation> operations) : ServiceProtocol
{
    private const int MaxInflatedBytes = 16 * 1024 * 1024;

    // The last takes what the others do not know.
    private static readonly IWire[] Wires = [new CborWire(), new JsonWire(), new QueryWire()];

    private readonly Dictionary<string, Operation> _byName = operations.ToDictionary(o => o.Name, StringComparer.Ordinal);

    public override IReadOnlyCollection<Operation> Operations => operations;

    public static IWire WireOf(Exchange exchange) => Wires.First(w => w.IsOf(exchange.Request));

    public override BoundCall Bind(Exchange exchange)
    {
        // First, since a form says in its body which operation it is for.
        if (exchange.Request.Headers.ContentEncoding == "gzip") Inflate(exchange.Request);
        var name = WireOf(exchange).OperationOf(exchange.Request);
        if (!_byName.TryGetValue(name, out var operation)) throw CloudWatchErrors.UnknownOperation(name, operations.Select(o => o.Name));
        exchange.Record.Operation = name;
        return operation.Bind(exchange);
    }

    public override void WriteError(AwsError error, Exchange exchange)
    {
        exchange.Response.Clear();
        exchange.Response.Status = error.Status;
        WireOf(exchange).WriteError(error, exchange);
    }

    public override AwsError Refuse(AuthFailure failure, string detail, Exchange exchange) => failure switch
    {
        AuthFailure.MissingToken => new(403, "MissingAuthenticationToken", "Request is missing Authentication Token"),
        AuthFailure.IncompleteSignature => new(400, "IncompleteSignature", detail),
        AuthFailure.UnknownKey or AuthFailure.InvalidToken => new(403, "InvalidClientTokenId", "The security token included in the request is invalid."),
        AuthFailure.ExpiredToken => new(403, "ExpiredToken", "The security token included in the request is expired"),
        AuthFailure.SignatureMismatch => new(403, "SignatureDoesNotMatch", WrongSignature),
        _ => new(403, "SignatureDoesNotMatch", detail),
    };

    protected override string AccessDeniedCode => "AccessDenied";

    public override AwsError BodyTooLarge() => new(413, "RequestEntityTooLarge", "Request entity too large");

    public override AwsError InternalFailure() => new(500, "InternalServiceError", "The request processing has failed because of an unknown error, exception or failure.");

    /// <remarks>SDKs compress large requests; the signature is of the compressed body.</remarks>
    private static void Inflate(AwsRequest request)
    {
        try
        {
            using var inflated = new MemoryStream();
            using var gzip = new GZipStream(new MemoryStream(request.Body.ToArray()), CompressionMode.Decompress);
            var buffer = new byte[81920];
            while (gzip.Read(buffer) is var count and > 0)
            {
                if (inflated.Length + count > MaxInflatedBytes) throw CloudWatchErrors.Malformed("The body is too large when it is inflated.");
                inflated.Write(buffer, 0, count);
            }

            request.Body = inflated.ToArray();
        }
        catch (InvalidDataException problem)
        {
            throw CloudWatchErrors.Malformed(problem.Message);
        }
    }
}
