using Amazon.S3;
using TaskTracker.Deployment.Site;
using TaskTracker.Deployment.Wire;

namespace TaskTracker.Deployment.Development;

/// <summary>The deployed page, exchanged while it is served.</summary>
public sealed class LiveSite(DeploymentRecord record, AwsConnection connection) : IDisposable
{
    private readonly AmazonS3Client _s3 = ObjectStore.Connect(connection);

    public Task<SiteUpload> UploadAsync(string folder, CancellationToken cancellation)
    {
        var bucket = new Uri(record.SiteUrl).Host.Split('.')[0];
        return new SiteBucket(_s3, bucket).UploadAsync(folder, new Uri(record.ApiUrl), cancellation);
    }

    public void Dispose() => _s3.Dispose();
}
