using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.CloudFormation;

internal static class CloudFormationErrors
{
    public static AwsError Validation(string message) => new(400, "ValidationError", message);

    /// <summary>In the words of the service model's constraints.</summary>
    public static AwsError Constraint(string member, string value, string constraint) =>
        Validation($"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: {constraint}");

    /// <remarks>Recorded from AWS; in the Outputs block the text has no prefix.</remarks>
    public static AwsError UnresolvedResources(IEnumerable<string> names, string block) => Validation((block == "Outputs" ? "" : "Template format error: ")
        + $"Unresolved resource dependencies [{string.Join(", ", names)}] in the {block} block of the template");

    public static AwsError NoSuchStack(string nameOrId) => Validation($"Stack with id {nameOrId} does not exist");

    /// <remarks>Recorded from AWS: events and change sets spell it so.</remarks>
    public static AwsError NoStackNamed(string nameOrId) => Validation($"Stack [{nameOrId}] does not exist");

    public static AwsError StackExists(string name) => new(400, "AlreadyExistsException", $"Stack [{name}] already exists");

    public static AwsError StackExistsForChangeSet(string stack, string changeSet) =>
        Validation($"Stack [{stack}] already exists and cannot be created again with the changeSet [{changeSet}].");

    public static AwsError ChangeSetExists(string name) => new(400, "AlreadyExistsException", $"ChangeSet {name} already exists");

    public static AwsError NoSuchChangeSet(string nameOrId) => new(404, "ChangeSetNotFound", $"ChangeSet [{nameOrId}] does not exist");

    public static AwsError ChangeSetNotExecutable(string id, string status) =>
        new(400, "InvalidChangeSetStatus", $"ChangeSet [{id}] cannot be executed in its current status of [{status}]");

    public static AwsError NotInThisState(string stackId, string status, string operation) =>
        Validation($"Stack:{stackId} is in {status} state and can not be {operation}.");

    public static AwsError TypeChanged(IEnumerable<string> logicalIds) => Validation(
        $"Update of resource type is not permitted. The new template modifies resource type of the following resources: [{string.Join(", ", logicalIds)}]");

    public static AwsError NoSuchExport(string name) => Validation($"No export named {name} found.");

    public static AwsError NoUpdates() => Validation("No updates are to be performed.");

    public static AwsError InsufficientCapabilities(IEnumerable<string> needed) =>
        new(400, "InsufficientCapabilitiesException", $"Requires capabilities : [{string.Join(", ", needed)}]");

    public static AwsError NotSupported(string parameter) => Validation($"The parameter {parameter} is not supported here.");
}
