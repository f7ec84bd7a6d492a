namespace TaskTracker.Emulation.Protocols;

/// <summary>REST-JSON: the operation is a method and a path, the rest is JSON.</summary>
/// <param name="messageMember">How the service spells the member that holds an error's text: <c>Message</c> or <c>message</c>.</param>
internal class RestJsonProtocol(string messageMember, IReadOnlyCollection<RestOperation> operations) : ServiceProtocol
{
    public override IReadOnlyCollection<Operation> Operations => operations;

    public override BoundCall Bind(Exchange exchange)
    {
        var request = exchange.Request;
        foreach (var operation in operations)
        {
            if (operation.Route.Match(request) is not { } variables) continue;
            exchange.PathParameters = variables;
            exchange.Record.Operation = operation.Name;
            return operation.Bind(exchange);
        }

        throw new AwsError(404, "UnknownOperationException",
            $"{request.Method} {request.RawPath} is not supported here. Supported: {string.Join(", ", operations.Select(o => o.Name).Distinct())}.");
    }

    public override void WriteError(AwsError error, Exchange exchange)
    {
        var response = exchange.Response;
        response.Clear();
        response.Status = error.Status;
        response.Headers["x-amzn-ErrorType"] = error.Code;
        response.Headers["x-amzn-RequestId"] = exchange.RequestId;
        response.Headers.ContentType = "application/json";
        JsonBody.Write(response, json =>
        {
            json.WriteStartObject();
            foreach (var (name, value) in error.Members) json.WriteString(name, value);
            json.WriteString(MessageMember(error), error.Message);
            error.WriteMembers?.Invoke(json);
            json.WriteEndObject();
        });
    }

    /// <summary>Services whose errors differ in it say here which spelling each has.</summary>
    protected virtual string MessageMember(AwsError error) => messageMember;

    public override AwsError Refuse(AuthFailure failure, string detail, Exchange exchange) => failure switch
    {
        AuthFailure.MissingToken => new(403, "MissingAuthenticationTokenException", "Missing Authentication Token"),
        AuthFailure.IncompleteSignature => new(403, "IncompleteSignatureException", detail),
        AuthFailure.UnknownKey or AuthFailure.InvalidToken => new(403, "UnrecognizedClientException", "The security token included in the request is invalid."),
        AuthFailure.ExpiredToken => new(403, "ExpiredTokenException", "The security token included in the request is expired"),
        AuthFailure.SignatureMismatch => new(403, "InvalidSignatureException", WrongSignature),
        _ => new(403, "InvalidSignatureException", detail),
    };

    public override AwsError BodyTooLarge() => new(413, "RequestEntityTooLargeException", "Request must be smaller than the service's limit.");

    public override AwsError InternalFailure() => new(500, "ServiceException", "An internal error occurred. Please retry your request.");
}
