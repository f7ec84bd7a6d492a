using System.Net;
using System.Security.Cryptography;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;

namespace TaskTracker.Deployment;

/// <summary>The private bucket that packages are deployed from; each lies under its own SHA-256, so that the same bytes are sent once.</summary>
internal sealed class Artifacts(IAmazonS3 s3, AwsConnection connection, string account, Action<DeploymentNews> tell)
{
    private readonly string _bucket = $"tasktracker-artifacts-{account}-{connection.Region}";

    /// <returns>The SHA-256 in lower-case hexadecimal, and where it lies.</returns>
    public async Task<(string Sha256, string Uri)> UploadAsync(string file, CancellationToken cancellation)
    {
        var content = File.OpenRead(file);
        await using var _ = content.ConfigureAwait(false);
        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation).ConfigureAwait(false));
        var key = sha256 + Path.GetExtension(file);
        var wasThere = await ExistsAsync(key, cancellation).ConfigureAwait(false);
        if (!wasThere)
        {
            content.Position = 0;
            await PutAsync(key, content, cancellation).ConfigureAwait(false);
        }

        tell(new DeploymentNews.PackageUploaded(file, _bucket, sha256, content.Length, wasThere));
        return (sha256, $"s3://{_bucket}/{key}");
    }

    /// <summary>Removes a package that no stack needs any more; without a word when it is not there.</summary>
    public Task RemoveAsync(string sha256, CancellationToken cancellation) => s3.DeleteObjectAsync(_bucket, sha256 + ".zip", cancellation);

    /// <summary>Puts a template that is too long to be sent inside the call.</summary>
    public async Task<Uri> UploadTemplateAsync(string text, CancellationToken cancellation)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var key = Convert.ToHexStringLower(SHA256.HashData(bytes)) + ".template";
        await PutAsync(key, new MemoryStream(bytes), cancellation).ConfigureAwait(false);
        return new Uri(connection.AddressOf("s3").Url, $"/{_bucket}/{key}");
    }

    private async Task<bool> ExistsAsync(string key, CancellationToken cancellation)
    {
        try
        {
            await s3.GetObjectMetadataAsync(_bucket, key, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    private async Task PutAsync(string key, Stream content, CancellationToken cancellation)
    {
        var request = new PutObjectRequest { BucketName = _bucket, Key = key, InputStream = content, AutoCloseStream = false };
        try
        {
            await s3.PutObjectAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (AmazonS3Exception missing) when (missing.ErrorCode == "NoSuchBucket")
        {
            await CreateBucketAsync(cancellation).ConfigureAwait(false);
            content.Position = 0;
            await s3.PutObjectAsync(request, cancellation).ConfigureAwait(false);
        }
    }

    private async Task CreateBucketAsync(CancellationToken cancellation)
    {
        await s3.PutBucketAsync(new PutBucketRequest { BucketName = _bucket }, cancellation).ConfigureAwait(false);
        var nothingPublic = new PublicAccessBlockConfiguration { BlockPublicAcls = true, BlockPublicPolicy = true, IgnorePublicAcls = true, RestrictPublicBuckets = true };
        await s3.PutPublicAccessBlockAsync(new PutPublicAccessBlockRequest { BucketName = _bucket, PublicAccessBlockConfiguration = nothingPublic }, cancellation)
            .ConfigureAwait(false);
    }
}
