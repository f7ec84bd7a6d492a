using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecurityToken;
using TaskTracker.Conformance.Api;
using TaskTracker.Deployment;
using TaskTracker.Deployment.Wire;

namespace TaskTracker.Conformance.Stack;

/// <summary>Clients of one deployed stack, made from what its record says.</summary>
public sealed class StackClients : IDisposable
{
    private readonly AwsConnection _connection;

    public StackClients(StackRecord deployed)
    {
        var target = Target.Find(deployed.Record.Target) ?? throw new InvalidDataException($"There is no target {deployed.Record.Target}.");
        _connection = target.Connect(deployed.Endpoint, deployed.Record.Region);
        Deployed = deployed;
        Api = new TaskApi(deployed);
        DynamoDb = new AmazonDynamoDBClient(Credentials(), At("dynamodb", new AmazonDynamoDBConfig()));
        S3 = new AmazonS3Client(Credentials(), At("s3", new AmazonS3Config { ForcePathStyle = true }));
        Sts = StsAs(_connection.Credentials.SecretAccessKey);
        Aws = new AwsApi(_connection, TimeProvider.System);
    }

    public StackRecord Deployed { get; }

    public TaskApi Api { get; }

    public AmazonDynamoDBClient DynamoDb { get; }

    public AmazonS3Client S3 { get; }

    public AmazonSecurityTokenServiceClient Sts { get; }

    /// <summary>The services that have no SDK here.</summary>
    public AwsApi Aws { get; }

    /// <summary>The same caller with a secret that may be another.</summary>
    public AmazonSecurityTokenServiceClient StsAs(string secret) => new(Credentials(secret), At("sts", new AmazonSecurityTokenServiceConfig()));

    public void Dispose()
    {
        Api.Dispose();
        DynamoDb.Dispose();
        S3.Dispose();
        Sts.Dispose();
        Aws.Dispose();
    }

    private AWSCredentials Credentials(string? secret = null)
    {
        var keys = _connection.Credentials;

        return keys.SessionToken is { } token
            ? new SessionAWSCredentials(keys.AccessKeyId, secret ?? keys.SecretAccessKey, token)
            : new BasicAWSCredentials(keys.AccessKeyId, secret ?? keys.SecretAccessKey);
    }

    private T At<T>(string service, T config)
        where T : ClientConfig
    {
        config.ServiceURL = _connection.AddressOf(service).Url.AbsoluteUri;
        config.AuthenticationRegion = _connection.Region;

        return config;
    }
}
