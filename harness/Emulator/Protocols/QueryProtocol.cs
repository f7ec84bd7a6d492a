namespace TaskTracker.Emulation.Protocols;

/// <summary>AWS Query: a form with <c>Action</c> and <c>Version</c> in, XML out.</summary>
/// <param name="xmlNamespace">As the service model gives it, with the trailing slash.</param>
/// <param name="accessDeniedCode">The code of what no policy allows.</param>
internal class QueryProtocol(string xmlNamespace, IReadOnlyCollection<Operation> operations, string accessDeniedCode = "AccessDenied") : ServiceProtocol
{
    private readonly Dictionary<string, Operation> _byName = operations.ToDictionary(o => o.Name, StringComparer.Ordinal);

    public override IReadOnlyCollection<Operation> Operations => operations;

    public override BoundCall Bind(Exchange exchange)
    {
        var form = QueryForm.Of(exchange.Request);
        var name = form.Optional("Action") ?? "";
        if (!_byName.TryGetValue(name, out var operation))
        {
            throw new AwsError(400, "InvalidAction", $"Could not find operation {name} for version {form.Optional("Version")}. "
                + $"Supported here: {string.Join(", ", operations.Select(o => o.Name))}.");
        }

        exchange.Record.Operation = name;
        return operation.Bind(exchange);
    }

    public override void WriteError(AwsError error, Exchange exchange)
    {
        exchange.Response.Clear();
        exchange.Response.Status = error.Status;
        QueryXml.WriteError(xmlNamespace, error, exchange);
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

    protected override string AccessDeniedCode => accessDeniedCode;

    public override AwsError BodyTooLarge() => new(413, "RequestEntityTooLarge", "Request entity too large");

    public override AwsError InternalFailure() => new(500, "InternalFailure", "The request processing has failed because of an unknown error, exception or failure.");
}
