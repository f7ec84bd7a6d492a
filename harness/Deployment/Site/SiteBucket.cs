using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.S3;
using Amazon.S3.Model;

namespace TaskTracker.Deployment.Site;

/// <summary>The bucket that the page is served from.</summary>
internal sealed class SiteBucket(IAmazonS3 s3, string bucket)
{
    private const string ConfigKey = "config.json";

    /// <summary>Makes the bucket hold the folder and the configuration, and nothing else; what it holds already is not sent again.</summary>
    public async Task<SiteUpload> UploadAsync(string folder, Uri apiUrl, CancellationToken cancellation)
    {
        var there = await ETagsAsync(cancellation).ConfigureAwait(false);
        var files = SiteFile.In(folder).Select(Put).Append(PutConfig(apiUrl)).ToList();
        var changed = files.FindAll(file => there.GetValueOrDefault(file.Key) != ETag(file.Content));
        await Parallel.ForEachAsync(changed, cancellation, async (file, token) => await SendAsync(file, token).ConfigureAwait(false)).ConfigureAwait(false);

        var stale = there.Keys.Except(files.Select(file => file.Key)).ToList();
        await RemoveAsync(stale, cancellation).ConfigureAwait(false);
        return new SiteUpload(files.Count, changed.Count, stale.Count);
    }

    /// <returns>How many files it held; none where there is no such bucket.</returns>
    public async Task<int> EmptyAsync(CancellationToken cancellation)
    {
        try
        {
            var there = await ETagsAsync(cancellation).ConfigureAwait(false);
            await RemoveAsync([.. there.Keys], cancellation).ConfigureAwait(false);
            return there.Count;
        }
        catch (AmazonS3Exception missing) when (missing.ErrorCode == "NoSuchBucket")
        {
            return 0;
        }
    }

    private static Upload Put(SiteFile file) => new(file.Key, File.ReadAllBytes(file.Path), file.ContentType, SiteFile.CacheControl);

    private static Upload PutConfig(Uri apiUrl) =>
        new(ConfigKey, JsonSerializer.SerializeToUtf8Bytes(new SiteConfig(apiUrl.AbsoluteUri), SiteJson.Default.SiteConfig), "application/json", "no-store");

    private async Task SendAsync(Upload file, CancellationToken cancellation)
    {
        var request = new PutObjectRequest { BucketName = bucket, Key = file.Key, InputStream = new MemoryStream(file.Content), ContentType = file.ContentType };
        request.Headers.CacheControl = file.CacheControl;
        await s3.PutObjectAsync(request, cancellation).ConfigureAwait(false);
    }

    /// <remarks>Of an object that was sent in one piece and is not encrypted with a key of KMS; others are taken for changed: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html</remarks>
    [SuppressMessage("Security", "CA5351", Justification = "An ETag is an MD5 by S3's definition.")]
    private static string ETag(byte[] content) => $"\"{Convert.ToHexStringLower(MD5.HashData(content))}\"";

    private async Task<Dictionary<string, string>> ETagsAsync(CancellationToken cancellation)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        var request = new ListObjectsV2Request { BucketName = bucket };
        while (true)
        {
            var page = await s3.ListObjectsV2Async(request, cancellation).ConfigureAwait(false);
            foreach (var there in page.S3Objects ?? []) tags[there.Key] = there.ETag;
            if (page.IsTruncated != true) return tags;
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

    /// <summary>The headers follow from the key, so that the same bytes under the same key are the same file.</summary>
    private sealed record Upload(string Key, byte[] Content, string ContentType, string CacheControl);
}

/// <summary>What the page reads to know where its API is.</summary>
internal sealed record SiteConfig(string ApiUrl);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SiteConfig))]
internal sealed partial class SiteJson : JsonSerializerContext;
