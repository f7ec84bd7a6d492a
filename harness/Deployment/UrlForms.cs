namespace TaskTracker.Deployment;

/// <summary>How a target makes URLs of the identifiers that a stack puts out. The port is always the endpoint's, whatever port a container believes it has.</summary>
/// <param name="Api">Connection, API id, stage: the base of the API's paths, without a slash at its end.</param>
/// <param name="Site">Connection, bucket: the site's home page.</param>
public sealed record UrlForms(Func<AwsConnection, string, string, Uri> Api, Func<AwsConnection, string, Uri> Site)
{
    /// <summary>
    /// The API by path, because not every client resolves names under <c>localhost</c>. The site by name, because a page is opened in a browser, which does, and because
    /// then its calls cross origins as they do on AWS; by path where the endpoint is not this machine's loopback.
    /// </summary>
    public static readonly UrlForms Emulated = new(ApiByPath, (connection, bucket) => connection.Endpoint.IsLoopback
        ? SiteBelow("s3-website.localhost", connection, bucket)
        : SiteByPath(connection, bucket));

    /// <summary>LocalStack knows websites by name alone; its own name leads to this machine by public DNS. Below an address of numbers there are no names.</summary>
    /// <remarks>Source: https://docs.localstack.cloud/aws/services/s3/, https://docs.localstack.cloud/aws/services/apigateway/</remarks>
    public static readonly UrlForms LocalStack = new(ApiByPath, (connection, bucket) => connection.Endpoint switch
    {
        { IsLoopback: true } => SiteBelow("s3-website.localhost.localstack.cloud", connection, bucket),
        { HostNameType: UriHostNameType.Dns, Host: var host } => SiteBelow("s3-website." + host, connection, bucket),
        _ => SiteByPath(connection, bucket),
    });

    /// <summary>An API is HTTPS only, an S3 website HTTP only. At another endpoint than AWS's own, the forms of what emulates it.</summary>
    /// <remarks>Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html</remarks>
    public static readonly UrlForms Aws = new(
        (connection, api, stage) => connection.IsAws
            ? new Uri($"https://{api}.execute-api.{connection.Endpoint.Host}/{stage}")
            : ApiByPath(connection, api, stage),
        (connection, bucket) => connection.IsAws
            ? new Uri($"http://{bucket}.s3-website{(IsOld(connection.Region) ? '-' : '.')}{connection.Endpoint.Host}/")
            : Emulated.Site(connection, bucket));

    /// <summary>Regions whose website endpoints are spelled with a dash.</summary>
    /// <remarks>Source: https://docs.aws.amazon.com/general/latest/gr/s3.html#s3_website_region_endpoints</remarks>
    private static readonly string[] OldRegions =
    [
        "us-east-1", "us-west-1", "us-west-2", "ap-southeast-1", "ap-southeast-2", "ap-northeast-1", "eu-west-1", "sa-east-1", "us-gov-west-1",
    ];

    /// <summary>For clients that do not resolve names under <c>localhost</c>.</summary>
    public static Uri SiteByPath(AwsConnection connection, string bucket) => new($"{connection.Address}/_aws/s3-website/{bucket}/");

    private static Uri ApiByPath(AwsConnection connection, string api, string stage) => new($"{connection.Address}/_aws/execute-api/{api}/{stage}");

    private static Uri SiteBelow(string host, AwsConnection connection, string bucket) =>
        new UriBuilder(connection.Endpoint.Scheme, $"{bucket}.{host}", connection.Endpoint.Port, "/").Uri;

    private static bool IsOld(string region) => Array.IndexOf(OldRegions, region) >= 0;
}
