namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <summary>A resource could not be made, changed or removed; the message is what its event says.</summary>
/// <param name="isViolation">Whether the message only says which property is wrong, and how.</param>
internal sealed class ResourceFailure(string message, bool isViolation = false) : Exception(message)
{
    /// <summary>What AWS says of the resource that it happened to.</summary>
    public string ReasonFor(string logicalId) => isViolation ? $"Properties validation failed for resource {logicalId} with message:\n{Message}" : Message;

    public static ResourceFailure Invalid(string violation) => new(violation, isViolation: true);

    /// <summary>AWS's form of what a service said no with.</summary>
    public static ResourceFailure Of(ServiceRefusal refusal) => new(
        $"Resource handler returned message: \"{refusal.Message} (Service: {refusal.Service}, Status Code: {refusal.Status}, "
        + $"Request ID: {refusal.RequestId})\" (RequestToken: {Guid.NewGuid()}, HandlerErrorCode: {HandlerErrorCode(refusal)})");

    public static ResourceFailure NotStabilized(string what) => new(
        $"Resource handler returned message: \"{what}\" (RequestToken: {Guid.NewGuid()}, HandlerErrorCode: NotStabilized)");

    public static ResourceFailure AlreadyExists(string what) => new(
        $"Resource handler returned message: \"{what}\" (RequestToken: {Guid.NewGuid()}, HandlerErrorCode: AlreadyExists)");

    /// <summary>A new physical resource cannot have the name that the old one still has.</summary>
    public static ResourceFailure NameInUse(string name) => new(
        $"CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename {name} and update the stack again.");

    private static string HandlerErrorCode(ServiceRefusal refusal) => refusal switch
    {
        { Code: "BucketNotEmpty" } => "GeneralServiceException",
        { Code: var code } when code.Contains("AccessDenied", StringComparison.Ordinal) => "AccessDenied",
        { Code: var code } when code.Contains("Already", StringComparison.Ordinal) || code.Contains("InUse", StringComparison.Ordinal) => "AlreadyExists",
        { Status: 404 } or { Code: "ResourceNotFoundException" } => "NotFound",
        { Status: 409 } => "AlreadyExists",
        { Status: 429 } => "Throttling",
        { Status: < 500 } => "InvalidRequest",
        _ => "GeneralServiceException",
    };
}

/// <summary>A service said no to a call that a resource needed.</summary>
/// <param name="service">As AWS's SDK names it, such as <c>DynamoDb</c>.</param>
internal sealed class ServiceRefusal(string service, int status, string code, string message, string requestId) : Exception(message)
{
    public string Service { get; } = service;

    public int Status { get; } = status;

    public string Code { get; } = code;

    public string RequestId { get; } = requestId;

    public bool IsNotFound => Status == 404 || Code is "ResourceNotFoundException" or "NoSuchEntity";
}
