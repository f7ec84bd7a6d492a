using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda;

/// <summary>Lambda's refusals. Where no page is named, the text was recorded from AWS (lambda_/test_lambda_api).</summary>
internal static class LambdaErrors
{
    private static readonly KeyValuePair<string, string>[] OfUser = [new("Type", "User")];

    public static AwsError FunctionNotFound(string arn) => NotFound($"Function not found: {arn}");

    public static AwsError NoPolicy() => NotFound("The resource you requested does not exist.");

    public static AwsError NoPolicyToChange() => NotFound("No policy is associated with the given resource.");

    public static AwsError NoSuchStatement(string sid) => NotFound($"Statement {sid} is not found in resource policy.");

    public static AwsError OtherRegion(string region, string own) => NotFound($"Functions from '{region}' are not reachable in this region ('{own}')");

    public static AwsError FunctionExists(string name) => new(409, "ResourceConflictException", $"Function already exist: {name}") { Members = OfUser };

    public static AwsError AliasExists(string arn) => new(409, "ResourceConflictException", $"Alias already exists: {arn}") { Members = OfUser };

    public static AwsError AliasNotFound(string arn) => NotFound($"Cannot find alias arn: {arn}");

    public static AwsError VersionHasAliases(IEnumerable<string> aliases) => new(
        409, "ResourceConflictException", $"Function was unable to be deleted because the following aliases reference it: [{string.Join(", ", aliases)}]")
    {
        Members = OfUser,
    };

    /// <remarks>Recorded as lambda_/test_lambda_api: test_lambda_concurrent_code_updates.</remarks>
    public static AwsError UpdateInProgress(string arn) => new(
        409, "ResourceConflictException", $"The operation cannot be performed at this time. An update is in progress for resource: {arn}")
    {
        Members = OfUser,
    };

    public static AwsError WrongCodeSha256(string given, string current) => Invalid(
        $"CodeSHA256 ({given}) is different from current CodeSHA256 in $LATEST ({current}). Please try again with the CodeSHA256 in $LATEST.");

    public static AwsError TooMuchReserved(int least) => Invalid(
        $"Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [{least}].");

    public static AwsError TooMuchProvisioned(int left) => Invalid(
        $"Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [{left}].");

    public static AwsError TooLittleLeft(int least) => Invalid(
        $"Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [{least}].");

    public static AwsError MoreThanReserved() => Invalid("Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function");

    /// <remarks>The blanks are AWS's.</remarks>
    public static AwsError LessThanProvisioned(int reserved, int provisioned) => Invalid(
        $" ReservedConcurrentExecutions  {reserved} should not be lower than function's total provisioned concurrency [{provisioned}].");

    public static AwsError VersionIsProvisioned() => new(
        409, "ResourceConflictException", "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version")
    {
        Members = OfUser,
    };

    public static AwsError AliasIsProvisioned() => new(409, "ResourceConflictException", "Version is pointed by a Provisioned Concurrency alias") { Members = OfUser };

    public static AwsError NotPublished() => Invalid("Provisioned Concurrency Configs cannot be applied to unpublished function versions.");

    public static AwsError OnlyPublished() => Invalid("The function resource provided must be an alias or a published version.");

    public static AwsError OnlyFunctions() => Invalid(
        "This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. "
        + "Please specify either a function name or an unqualified function ARN.");

    public static AwsError NoProvisionedConcurrency() => new(
        404, "ProvisionedConcurrencyConfigNotFoundException", "No Provisioned Concurrency Config found for this function")
    {
        Members = OfUser,
    };

    public static AwsError NoEventInvokeConfig(string qualifiedArn) => NotFound($"The function {qualifiedArn} doesn't have an EventInvokeConfig");

    public static AwsError NoFunctionForEvents() => NotFound("The function doesn't exist.");

    public static AwsError NoDestination(string arn) => Invalid($"The destination ARN {arn} is invalid.");

    public static AwsError WrongDestinations(string? onSuccess, string? onFailure)
    {
        var (success, failure) = (onSuccess is null ? "null" : $"OnSuccess(destination={onSuccess})", onFailure is null ? "null" : $"OnFailure(destination={onFailure})");
        return Invalid($"The provided destination config DestinationConfig(onSuccess={success}, onFailure={failure}) is invalid.");
    }

    public static AwsError UrlExists(string arn) => new(
        409, "ResourceConflictException", $"Failed to create function url config for [functionArn = {arn}]. Error message:  FunctionUrlConfig exists for this Lambda function")
    {
        Members = OfUser,
    };

    public static AwsError NoUrl() => NotFound("The resource you requested does not exist.");

    public static AwsError NoMapping() => NotFound("The resource you requested does not exist.");

    public static AwsError MappingExists(string streamArn, string function, string id) => new(
        409,
        "ResourceConflictException",
        $"The event source arn (\" {streamArn} \") and function (\" {function} \") provided mapping already exists. Please update or delete the existing mapping with UUID {id}")
    {
        Members = OfUser,
    };

    /// <remarks>Source: https://github.com/hashicorp/terraform-provider-aws/pull/16113, which quotes it.</remarks>
    public static AwsError RecordAge() => Invalid("MaximumRecordAgeInSeconds must be either -1 (forever) or between 60 and 604800 (inclusive)");

    public static AwsError StreamNotAccessible(string streamArn) => Invalid(
        $"Cannot access stream {streamArn}. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on your stream in IAM.");

    public static AwsError EventTooLarge(long sizeBytes, long mostBytes) => new(
        413, "RequestEntityTooLargeException", $"{sizeBytes} byte payload is too large for the Event invocation type (limit {mostBytes} bytes)")
    {
        Members = OfUser,
    };

    public static AwsError StatementExists(string sid) => new(
        409, "ResourceConflictException", $"The statement id ({sid}) provided already exists. Please provide a new statement id, or remove the existing statement.")
    {
        Members = OfUser,
    };

    public static AwsError WrongRevision() => new(
        412,
        "PreconditionFailedException",
        "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id")
    {
        Members = OfUser,
    };

    public static AwsError WrongPolicyRevision() => new(
        412,
        "PreconditionFailedException",
        "The RevisionId provided does not match the latest RevisionId. Call the GetPolicy API to retrieve the latest RevisionId for the resource.")
    {
        Members = OfUser,
    };

    public static AwsError Invalid(string message) => new(400, "InvalidParameterValueException", message) { Members = OfUser };

    /// <summary>One or more members break the service model's constraints.</summary>
    public static AwsError Validation(IReadOnlyCollection<string> problems) => new(
        400, "ValidationException", $"{problems.Count} validation error{(problems.Count == 1 ? "" : "s")} detected: {string.Join("; ", problems)}");

    public static AwsError NotSupported(string what) => Invalid($"{what} is not supported here.");

    public static AwsError EmptyZip() => Invalid("Uploaded file must be a non-empty zip");

    public static AwsError BadZip() => Invalid("Could not unzip uploaded file. Please check your file, then try to upload again.");

    public static AwsError BadZipMember(string name, string why) => Invalid($"Could not unzip uploaded file: {name}: {why}.");

    public static AwsError UnzippedTooLarge(long mostBytes) => Invalid($"Unzipped size must be smaller than {mostBytes} bytes");

    /// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-deployment.html</remarks>
    public static AwsError CodeNotRead(string code, string message) =>
        Invalid($"Error occurred while GetObject. S3 Error Code: {code}. S3 Error Message: {message}");

    /// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-deployment.html</remarks>
    public static AwsError RoleNotAssumable() => Invalid("The role defined for the function cannot be assumed by Lambda.");

    /// <summary>As <see cref="RoleNotAssumable"/>, of a function that is there: its role is gone, or trusts Lambda no more.</summary>
    /// <remarks>Source: https://github.com/blinkist/terraform-aws-airship-ecs-service/issues/60, which quotes it.</remarks>
    public static AwsError RoleNotAssumed() => new(403, "AccessDeniedException", RoleNotAssumable().Message) { Members = OfUser };

    public static AwsError NoLatestPolicies() => Invalid("We currently do not support adding policies for $LATEST.");

    /// <remarks>Source: https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1189, which quotes it.</remarks>
    public static AwsError NoPrincipal() => Invalid("The provided principal was invalid. Please check the principal and try again.");

    public static AwsError QualifierMismatch() => Invalid("The derived qualifier from the function name does not match the specified qualifier.");

    public static AwsError TagsOnVersion() => Invalid("Tags on function aliases and versions are not supported. Please specify a function ARN.");

    public static AwsError TooManyTags() => Invalid("Number of tags exceeds resource tag limit.");

    /// <remarks>Source: https://github.com/aws-quickstart/quickstart-examples/issues/39, where CloudFormation says so; Lambda's own words are not known.</remarks>
    public static AwsError ReservedTag() => Invalid("aws: prefixed tag key names are not allowed for external use.");

    public static AwsError NoTags() => Invalid("An error occurred and the request cannot be processed.");

    public static AwsError EnvironmentTooLarge(string measured) => Invalid(
        "Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. "
        + $"String measured: {measured}");

    /// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html</remarks>
    public static AwsError ReservedVariables(IEnumerable<string> names) => Invalid(
        "Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are "
        + $"currently not supported for modification. Reserved keys used in this request: {string.Join(", ", names)}");

    public static AwsError UnreadableClientContext() => Invalid("Client context must be a valid Base64-encoded JSON object.");

    public static AwsError ClientContextTooLarge(int mostBytes) => Invalid($"Client context must be no longer than {mostBytes} bytes of Base64-encoded data.");

    public static AwsError UnreadablePayload(string why) => new(
        400, "InvalidRequestContentException", $"Could not parse request body into json: Could not parse payload into json: {why}")
    {
        Members = OfUser,
    };

    public static AwsError RequestTooLarge(long mostBytes, string operation) => new(
        413, "RequestEntityTooLargeException", $"Request must be smaller than {mostBytes} bytes for the {operation} operation");

    /// <param name="reason">Which limit.</param>
    public static AwsError TooManyRequests(string reason) => new(429, "TooManyRequestsException", "Rate Exceeded.")
    {
        Members = [new("Reason", reason), new("Type", "User")],
    };

    /// <summary>The machine cannot do it; AWS's would.</summary>
    public static AwsError Machine(string message) => new(500, "ServiceException", message) { Members = [new("Type", "Service")] };

    public static AwsError Stopping() => Machine("The emulator is stopping.");

    private static AwsError NotFound(string message) => new(404, "ResourceNotFoundException", message) { Members = OfUser };
}
