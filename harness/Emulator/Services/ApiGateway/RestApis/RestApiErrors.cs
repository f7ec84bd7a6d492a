using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis;

/// <summary>Texts of refusals, as LocalStack's test_apigateway_api.snapshot.json recorded them from AWS where it has them.</summary>
internal static class RestApiErrors
{
    public static AwsError NoSuchResource() => ApiErrors.NotFound("Invalid Resource identifier specified");

    public static AwsError NoSuchMethod() => ApiErrors.NotFound("Invalid Method identifier specified");

    public static AwsError NoSuchIntegration() => ApiErrors.NotFound("Invalid Integration identifier specified");

    public static AwsError NoSuchResponse() => ApiErrors.NotFound("Invalid Response status code specified");

    public static AwsError NoSuchStage() => ApiErrors.NotFound("Invalid stage identifier specified");

    public static AwsError NoSuchDeployment() => ApiErrors.NotFound("Invalid Deployment identifier specified");

    public static AwsError NoSuchGatewayResponse() => ApiErrors.NotFound("Gateway response type not defined on api");

    public static AwsError SiblingExists(string part) => ApiErrors.Conflict($"Another resource with the same parent already has this name: {part}");

    public static AwsError VariableSibling(string part) =>
        ApiErrors.Bad($"A sibling ({part}) of this resource already has a variable path part -- only one is allowed");

    public static AwsError ChildOfGreedy(string part) => ApiErrors.Bad($"Cannot create a child of a resource with a greedy path variable: {part}");

    public static AwsError MalformedPathPart() => ApiErrors.Bad(
        "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.");

    public static AwsError Cyclical() => ApiErrors.Bad("Resources cannot be cyclical.");

    public static AwsError RootStays() => ApiErrors.Bad("Root resource cannot be deleted");

    public static AwsError MethodExists() => ApiErrors.Conflict("Method already exists for this resource");

    public static AwsError ResponseExists() => ApiErrors.Conflict("Response already exists for this resource");

    public static AwsError UnknownMethod() => ApiErrors.Bad("Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY");

    public static AwsError IntegrationWithoutMethod() => ApiErrors.Bad("Enumeration value for HttpMethod must be non-empty");

    /// <remarks>As users of AWS quote it who gave a function's ARN or a host alone, such as https://stackoverflow.com/questions/76412105.</remarks>
    public static AwsError NoPathOrAction() => ApiErrors.Bad("AWS ARN for integration must contain path or action");

    public static AwsError IntegrationTimeout() => ApiErrors.Bad("Timeout should be between 50 ms and 29000 ms");

    public static AwsError UnknownMapping(string parameter) => ApiErrors.Bad(
        $"Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: {parameter}]");

    public static AwsError NoMethods() => ApiErrors.Bad("The REST API doesn't contain any methods");

    public static AwsError MethodWithoutIntegration() => ApiErrors.Bad("No integration defined for method");

    public static AwsError StageExists() => ApiErrors.Conflict("Stage already exists");

    public static AwsError UnknownMethodSetting(PatchOperation operation) => ApiErrors.Bad($"Invalid method setting path: {operation.Path}");

    /// <summary>Quoted by users of AWS in many threads.</summary>
    public static AwsError NoLogRole() => ApiErrors.Bad("CloudWatch Logs role ARN must be set in account settings to enable logging");

    public static AwsError EmptyDescription() => ApiErrors.Bad("Description cannot be an empty string");

    public static AwsError InvalidPatch(PatchOperation operation, string paths) =>
        ApiErrors.Bad($"Invalid patch path  '{operation.Path}' specified for op '{operation.Op}'. Must be one of: [{paths}]");

    public static AwsError UnknownPatch(string op, int place, string input) => new(400, "ValidationException",
        $"1 validation error detected: Value '{op}' at '{input}.patchOperations.{place}.member.op' failed to satisfy constraint: "
        + "Member must satisfy enum value set: [add, remove, move, test, replace, copy]");
}
