using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Sam;

/// <summary>AWS::Serverless::Function with a role of its author's: a Lambda function, and what hangs on it.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html</remarks>
internal static class SamFunction
{
    private const string Type = "AWS::Serverless::Function";

    /// <summary>Properties that the function has under the same name.</summary>
    private static readonly string[] Passed =
    [
        "FunctionName", "Handler", "Runtime", "Description", "MemorySize", "Timeout", "Role", "Environment", "Architectures",
        "ReservedConcurrentExecutions", "Layers",
        "EphemeralStorage", "LoggingConfig", "PackageType", "VpcConfig", "KmsKeyArn", "FileSystemConfigs", "ImageConfig", "CodeSigningConfigArn", "SnapStart",
        "RuntimeManagementConfig", "RecursiveLoop",
    ];

    private static readonly string[] Supported =
    [
        .. Passed, "CodeUri", "InlineCode", "Tags", "AutoPublishAlias", "VersionDescription", "ProvisionedConcurrencyConfig", "FunctionUrlConfig", "Events", "EventInvokeConfig",
    ];

    private static readonly string[] KnownElsewhere =
    [
        "ImageUri", "DeadLetterQueue", "AssumeRolePolicyDocument", "Policies", "RolePath", "PermissionsBoundary", "PropagateTags", "Tracing",
        "DeploymentPreference",
        "AutoPublishCodeSha256", "AutoPublishAliasAllProperties", "SourceKMSKeyArn", "CapacityProviderConfig", "FunctionScalingConfig", "VersionDeletionPolicy", "PublishToLatestPublished",
        "TenancyConfig",
        "DurableConfig",
    ];

    public static IEnumerable<Entry> Translate(SamResource function)
    {
        function.RefuseOthers(Type, Supported, KnownElsewhere);
        if (function["Role"] is null) function.Refuse("Role is missing; a role that SAM would make is not supported here", function.At);
        if (function["Runtime"] is null || function["Handler"] is null)
        {
            function.Refuse("Runtime and Handler needs to be present when PackageType is of type `Zip`", function.At);
        }
        var code = Code(function);
        List<(string, Node?)> values = [("Code", code)];
        values.AddRange(Passed.Select(name => (name, function[name])));
        values.Add(("Tags", Tags(function)));

        // What was refused above is not missed a second time.
        if (function["Role"] is null) values.Add(("Role", function.Text("")));
        return [function.Main("AWS::Lambda::Function", [.. values]), .. SamFunctionParts.Of(function, code)];
    }

    private static Node.Map Code(SamResource function)
    {
        if (function["InlineCode"] is { } inline) return Node.MapAt(inline.At, ("ZipFile", inline));
        switch (function["CodeUri"])
        {
            case Node.Map { IsFunction: false } parts when parts["Bucket"] is { } bucket && parts["Key"] is { } key:
                return Node.MapAt(parts.At, ("S3Bucket", bucket), ("S3Key", key), ("S3ObjectVersion", parts["Version"]));
            case { AsText: { } text } node when Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "s3", AbsolutePath.Length: > 1 }:
                var version = uri.Query.StartsWith("?versionId=", StringComparison.Ordinal) ? Node.TextAt(uri.Query["?versionId=".Length..], node.At) : null;
                return Node.MapAt(node.At, ("S3Bucket", Node.TextAt(uri.Host, node.At)), ("S3Key", Node.TextAt(uri.AbsolutePath[1..], node.At)),
                    ("S3ObjectVersion", version));
            case null:
                function.Refuse("Missing required property 'CodeUri'.", function.At);
                return new Node.Map([], function.At);
            case var other:
                function.Refuse("'CodeUri' is not a valid S3 Uri of the form 's3://bucket/key' with optional versionId query parameter.", other.At);
                return new Node.Map([], other.At);
        }
    }

    private static Node.List Tags(SamResource function)
    {
        var tags = new List<Node> { Tag("lambda:createdBy", function.Text("SAM")) };
        if (function["Tags"] is Node.Map { IsFunction: false } own) tags.AddRange(own.Entries.Select(e => Tag(e.Key, e.Value)));
        else if (function["Tags"] is { } other) function.Refuse("Property 'Tags' should be a map.", other.At);
        return new Node.List(tags, function.At);

        static Node Tag(string key, Node value) => Node.MapAt(value.At, ("Key", Node.TextAt(key, value.At)), ("Value", value));
    }
}
