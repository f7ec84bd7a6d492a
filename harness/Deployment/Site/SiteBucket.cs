using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.S3;
using Amazon.S3.Model;

namespace TaskTracker.Deployment.Site;

/// <summary>The bucket that the page is served from.</summary>
internal sealed class SiteBucket(IAmazonS3 s3, string bucket)
{
    private const string ConfigKey = "config.json";

    /// <summary>Makes the bucket hold the folder and the configuration, and nothing else.</summary>
    /// <returns>How many files it holds, and how many were removed.</returns>
    public async Task<(int Files, int Removed)> UploadAsync(string folder, Uri apiUrl, CancellationToken cancellation)
    {
        var files = SiteFile.In(folder);
        await Parallel.ForEachAsync(files, cancellation, async (file, token) => await PutAsync(file, token).ConfigureAwait(false)).ConfigureAwait(false);
        await PutConfigAsync(apiUrl, cancellation).ConfigureAwait(false);

        var wanted = files.Select(f => f.Key).Append(ConfigKey).ToHashSet(StringComparer.Ordinal);
        var stale = await KeysAsync(cancellation).ConfigureAwait(false);
        stale.RemoveAll(wanted.Contains);
        await RemoveAsync(stale, cancellation).ConfigureAwait(false);
        return (wanted.Count, stale.Count);
    }

    /// <returns>How many files it held; none where there is no such bucket.</returns>
    public async Task<int> EmptyAsync(CancellationToken cancellation)
    {
        try
        {
            var keys = await KeysAsync(cancellation).ConfigureAwait(false);
            await RemoveAsync(keys, cancellation).ConfigureAwait(false);
            return keys.Count;
        }
        catch (AmazonS3Exception missing) when (missing.ErrorCode == "NoSuchBucket")
        {
            return 0;
        }
    }

    private async Task PutAsync(SiteFile file, CancellationToken cancellation)
    {
        var request = new PutObjectRequest { BucketName = bucket, Key = file.Key, FilePath = file.Path, ContentType = file.ContentType };
        request.Headers.CacheControl = SiteFile.CacheControl;
        await s3.PutObjectAsync(request, cancellation).ConfigureAwait(false);
    }

    private async Task PutConfigAsync(Uri apiUrl, CancellationToken cancellation)
    {
        var config = JsonSerializer.Serialize(new SiteConfig(apiUrl.AbsoluteUri), SiteJson.Default.SiteConfig);
        var request = new PutObjectRequest { BucketName = bucket, Key = ConfigKey, ContentBody = config, ContentType = "application/json" };
        request.Headers.CacheControl = "no-store";
        await s3.PutObjectAsync(request, cancellation).ConfigureAwait(false);
    }

    private async Task<List<string>> KeysAsync(CancellationToken cancellation)
    {
        var keys = new List<string>();
        var request = new ListObjectsV2Request { BucketName = bucket };
        while (true)
        {
            var page = await s3.ListObjectsV2Async(request, cancellation).ConfigureAwait(false);
            keys.AddRange((page.S3Objects ?? []).Select(o => o.Key));
            if (page.IsTruncated != true) return keys;
            request.ContinuationToken = page.NextContinuationToken;
        }
    }

    private async Task RemoveAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        const int MostPerCall = 1000;
        foreach (var chunk in keys.Chunk(MostPerCall))
        {
            var request = new DeleteObjectsRequest { BucketName = bucket, Objects = [.. chunk.Select(key => new KeyVersion { Key = key })] };
            await s3.DeleteObjectsAsync(request, cancellation).ConfigureAwait(false);
        }
    }
}

/// <summary>What the page reads to know where its API is.</summary>
internal sealed record SiteConfig(string ApiUrl);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SiteConfig))]
internal sealed partial class SiteJson : JsonSerializerContext;
