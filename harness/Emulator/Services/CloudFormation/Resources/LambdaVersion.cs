using System.Text.Json.Nodes;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <summary>A version of a function; its physical id is the version's ARN.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-version.html</remarks>
internal sealed class LambdaVersion : ResourceType
{
    private static readonly string[] Members = ["CodeSha256", "Description"];

    public override string Name => "AWS::Lambda::Version";

    public override Shape.ObjectOf Properties { get; } = Shape.Object(
        new Property("CodeSha256", Shape.AsText, UpdateRequires.Replacement),
        new Property("Description", Shape.AsText, UpdateRequires.Replacement),
        new Property("FunctionName", Shape.AsText, UpdateRequires.Replacement, IsRequired: true),
        new Property(LambdaProvisioned.Name, LambdaProvisioned.Shape, UpdateRequires.Replacement));

    public override IReadOnlyList<string> Attributes => ["FunctionArn", "Version"];

    public override async Task<IReadOnlyDictionary<string, Value>> CreateAsync(ResourceTask task, CancellationToken cancellation)
    {
        var function = task.Properties.Required("FunctionName");
        var path = LambdaPaths.Function(function) + "/versions";
        var before = await VersionsAsync(task, path, cancellation).ConfigureAwait(false);
        var request = new JsonObject();
        foreach (var member in Members)
        {
            if (task.Properties.Text(member) is { } value) request[member] = value;
        }

        var published = await task.Wire.RestAsync("lambda", "POST", path, request, cancellation).ConfigureAwait(false);
        var (arn, version) = (published["FunctionArn"]?.ToString() ?? "", published["Version"]?.ToString() ?? "");
        if (before.Contains(version)) throw ResourceFailure.AlreadyExists($"A version for this Lambda function exists ( {version} ). Modify the function to create a new version.");
        task.Initiated(arn);
        if (task.Properties[LambdaProvisioned.Name] is not null) await LambdaProvisioned.SetAsync(task, function, version, cancellation).ConfigureAwait(false);
        return Attributed(arn);
    }

    /// <summary>Every property requires a new version.</summary>
    public override Task<IReadOnlyDictionary<string, Value>> UpdateAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<string, Value>>(Attributed(task.PhysicalId));

    public override Task DeleteAsync(ResourceTask task, CancellationToken cancellation) =>
        LambdaPaths.DeleteAsync(task, LambdaPaths.Function(task.PhysicalId), "", cancellation);

    private static async Task<HashSet<string>> VersionsAsync(ResourceTask task, string path, CancellationToken cancellation)
    {
        var versions = new HashSet<string>();
        for (string? marker = ""; marker is not null;)
        {
            var page = await task.Wire.RestAsync("lambda", "GET", path, body: null, cancellation, marker.Length == 0 ? "" : "Marker=" + Uri.EscapeDataString(marker)).ConfigureAwait(false);
            foreach (var version in page["Versions"]?.AsArray() ?? []) versions.Add(version?["Version"]?.ToString() ?? "");
            marker = page["NextMarker"]?.ToString();
        }

        return versions;
    }

    private static Dictionary<string, Value> Attributed(string arn) => new()
    {
        ["FunctionArn"] = Value.Of(arn),
        ["Version"] = Value.Of(arn[(arn.LastIndexOf(':') + 1)..]),
    };
}
