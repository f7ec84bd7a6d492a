using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam;

internal static class IamErrors
{
    public static AwsError NoSuchRole(string name) => NoSuchEntity($"The role with name {name} cannot be found.");

    public static AwsError NoSuchUser(string name) => NoSuchEntity($"The user with name {name} cannot be found.");

    public static AwsError NoSuchGroup(string name) => NoSuchEntity($"The group with name {name} cannot be found.");

    /// <param name="kind">Whose: role, user or group.</param>
    public static AwsError NoSuchInlinePolicy(string kind, string name) => NoSuchEntity($"The {kind} policy with name {name} cannot be found.");

    /// <remarks>Recorded from AWS.</remarks>
    public static AwsError NoSuchPolicy(string arn) => NoSuchEntity($"Policy {arn} was not found.");

    /// <remarks>Recorded from AWS.</remarks>
    public static AwsError NotAttachable(string arn) => NoSuchEntity($"Policy {arn} does not exist or is not attachable.");

    public static AwsError NoSuchVersion(string arn, string version) => NoSuchEntity($"Policy {arn} version {version} does not exist or is not attachable.");

    public static AwsError NoSuchKey(string id) => NoSuchEntity($"The Access Key with id {id} cannot be found.");

    public static AwsError NoBoundary(string kind, string name) => NoSuchEntity($"No permissions boundary is set for {kind} {name}.");

    public static AwsError NoSuchPrincipal(string arn) => NoSuchEntity($"The principal {arn} cannot be found.");

    public static AwsError NotInGroup(string user, string group) => NoSuchEntity($"User {user} is not in group {group}.");

    public static AwsError Exists(string kind, string name) => new(409, "EntityAlreadyExists", $"{kind} with name {name} already exists.");

    public static AwsError PolicyExists(string name) => new(409, "EntityAlreadyExists", $"A policy called {name} already exists. Duplicate names are not allowed.");

    /// <param name="first">What must be done before, such as <c>delete policies</c>.</param>
    public static AwsError StillHas(string first) => Conflict($"Cannot delete entity, must {first} first.");

    public static AwsError PolicyInUse() => Conflict("Cannot delete a policy attached to entities.");

    public static AwsError PolicyHasVersions() => Conflict(
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.");

    public static AwsError DefaultVersion() => Conflict("Cannot delete the default version of a policy.");

    public static AwsError TooManyVersions() => Limit(
        "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.");

    public static AwsError OverQuota(string quota, int most) => Limit($"Cannot exceed quota for {quota}: {most}");

    public static AwsError InlineTooLarge(string kind, string name, int most) => Limit($"Maximum policy size of {most} bytes exceeded for {kind} {name}");

    public static AwsError TooManyTags(int most) => new(400, "InvalidInput", $"The number of tags has reached the maximum limit: {most}.");

    public static AwsError RepeatedTag() => new(400, "InvalidInput", "Duplicate tag keys found. Please note that Tag keys are case insensitive.");

    public static AwsError InvalidInput(string message) => new(400, "InvalidInput", message);

    public static AwsError MalformedPolicy(string message) => new(400, "MalformedPolicyDocument", message);

    public static AwsError AwsOwnPolicy(string action, string arn) => new(403, "AccessDenied", $"Policy {arn} is managed by AWS: {action} is not permitted on it.");

    /// <remarks>Recorded from AWS, with its two blanks.</remarks>
    public static AwsError NotAnArn() => Invalid("Invalid ARN:  Could not be parsed!");

    public static AwsError BadPath(string value) => Invalid(
        $"The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters. Got '{value}'.");

    /// <remarks>As users of AWS quote it.</remarks>
    public static AwsError BadName(string member) => Invalid(
        $"The specified value for {member} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-");

    public static AwsError NameTooShort(string member) => BadValue(member, "", "Member must have length greater than or equal to 1");

    public static AwsError NameTooLong(string member, string value, int most) => Invalid(
        $"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: Member must have length less than or equal to {most}");

    public static AwsError NoUserMeant() => BadValue("userName", "null", "Must specify userName when calling with non-User credentials");

    public static AwsError BadValue(string member, string value, string constraint) => Invalid(
        $"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: {constraint}");

    private static AwsError Invalid(string message) => new(400, "ValidationError", message);

    private static AwsError NoSuchEntity(string message) => new(404, "NoSuchEntity", message);

    private static AwsError Conflict(string message) => new(409, "DeleteConflict", message);

    private static AwsError Limit(string message) => new(409, "LimitExceeded", message);
}
