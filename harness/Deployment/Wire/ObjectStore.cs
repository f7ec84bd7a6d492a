using Amazon;
using Amazon.Runtime;
using Amazon.S3;

namespace TaskTracker.Deployment.Wire;

internal static class ObjectStore
{
    public static AmazonS3Client Connect(AwsConnection connection) => new(
        connection.Credentials.SessionToken is { } token
            ? new SessionAWSCredentials(connection.Credentials.AccessKeyId, connection.Credentials.SecretAccessKey, token)
            : new BasicAWSCredentials(connection.Credentials.AccessKeyId, connection.Credentials.SecretAccessKey),
        connection.IsAws
            ? new AmazonS3Config { RegionEndpoint = RegionEndpoint.GetBySystemName(connection.Region) }
            : new AmazonS3Config { ServiceURL = connection.Address, AuthenticationRegion = connection.Region, ForcePathStyle = true });
}
