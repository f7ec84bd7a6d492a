using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Sam;

/// <summary>AWS::Serverless::Function: a Lambda function, its role where its author gives none, and what hangs on it.</summary>
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
        "AssumeRolePolicyDocument", "Policies", "RolePath", "PermissionsBoundary",
    ];

    private static readonly string[] KnownElsewhere =
    [
        "ImageUri", "DeadLetterQueue", "PropagateTags", "Tracing",
        "DeploymentPreference",
        "AutoPublishCodeSha256", "AutoPublishAliasAllProperties", "SourceKMSKeyArn", "CapacityProviderConfig", "FunctionScalingConfig", "VersionDeletionPolicy", "PublishToLatestPublished",
        "TenancyConfig",
        "DurableConfig",
    ];

    public static IEnumerable<Entry> Translate(SamResource function, SamApiEvents apis)
    {
        function.RefuseOthers(Type, Supported, KnownElsewhere);
        if (function["Runtime"] is null || function["Handler"] is null)
        {
            function.Refuse("Runtime and Handler needs to be present when PackageType is of type `Zip`", function.At);
        }
        var code = Code(function);
        List<(string, Node?)> values = [("Code", code)];
        values.AddRange(Passed.Select(name => (name, function[name])));
        var tags = function.TagList(("lambda:createdBy", "SAM")) ?? new Node.List([], function.At);
        values.Add(("Tags", tags));
        List<Entry> made = [];
        if (function["Role"] is null)
        {
            values.Add(("Role", SamFunctionParts.GetAtt(function, function.LogicalId + "Role", "Arn")));
            made.Add(SamRole.Of(function, tags));
        }

        return [function.Main("AWS::Lambda::Function", [.. values]), .. made, .. SamFunctionParts.Of(function, code, apis)];
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
                function.Refuse("Only one of 'InlineCode' or 'CodeUri' can be set.", function.At);
                return new Node.Map([], function.At);
            case var other:
                function.Refuse("'CodeUri' is not a valid S3 Uri of the form 's3://bucket/key' with optional versionId query parameter.", other.At);
                return new Node.Map([], other.At);
        }
    }
}
