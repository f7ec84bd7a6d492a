namespace TaskTracker.Emulation.Protocols;

/// <summary>The one account and region that an emulator serves; the only place that spells an ARN.</summary>
internal sealed record AwsScope(string Account, string Region)
{
    /// <summary><c>arn:aws:{service}:{region}:{account}:{resource}</c>, for example <c>Arn("dynamodb", "table/Tasks")</c>.</summary>
    public const string Partition = "aws";

    public string Arn(string service, string resource) => $"arn:aws:{service}:{Region}:{Account}:{resource}";

    /// <summary>The ARN of a resource of a service without regions, for example <c>GlobalArn("iam", "role/Writer")</c>.</summary>
    public string GlobalArn(string service, string resource) => $"arn:aws:{service}::{Account}:{resource}";

    /// <summary>The ARN of a resource that names its region but no account, for example <c>RegionalArn("apigateway", "/apis/abc")</c>.</summary>
    public string RegionalArn(string service, string resource) => $"arn:aws:{service}:{Region}::{resource}";

    /// <summary>A managed policy of AWS's own, for example <c>AwsPolicyArn("policy/ReadOnlyAccess")</c>.</summary>
    public static string AwsPolicyArn(string resource) => $"arn:aws:iam::aws:{resource}";

    /// <summary>A bucket, or with <paramref name="key"/> an object in it; S3 names neither region nor account.</summary>
    public static string S3Arn(string bucket, string? key = null) => key is null ? $"arn:aws:s3:::{bucket}" : $"arn:aws:s3:::{bucket}/{key}";
}
