using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.S3;
using TaskTracker.Deployment.Site;
using TaskTracker.Deployment.Wire;

namespace TaskTracker.Deployment.Development;

/// <summary>A deployed stack whose code and page are exchanged while it serves, without a deployment.</summary>
public sealed class LiveDeployment : IDisposable
{
    private readonly DeploymentRecord _record;
    private readonly AwsApi _aws;
    private readonly AmazonS3Client _s3;
    private readonly Artifacts _artifacts;

    public LiveDeployment(DeploymentRecord record, AwsConnection connection, TimeProvider time)
    {
        _record = record;
        _aws = new AwsApi(connection, time);
        _s3 = ObjectStore.Connect(connection);
        _artifacts = new Artifacts(_s3, connection, record.Account, _ => { });
    }

    /// <summary>Gives every function other code. What runs finishes on the old; what comes runs on the new.</summary>
    /// <exception cref="AwsRefusal">A function did not take it.</exception>
    /// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html</remarks>
    public async Task SwapCodeAsync(string zip, CancellationToken cancellation)
    {
        var (_, uri) = await _artifacts.UploadAsync(zip, cancellation).ConfigureAwait(false);
        var place = new Uri(uri);
        var body = JsonSerializer.SerializeToUtf8Bytes(new CodePlace(place.Host, place.AbsolutePath.TrimStart('/')), LiveDeploymentJson.Default.CodePlace);
        await Task.WhenAll(_record.Functions.Values.Select(name => UpdateAsync(name, body, cancellation))).ConfigureAwait(false);
    }

    /// <returns>How many files the site has.</returns>
    public async Task<int> UploadSiteAsync(string folder, CancellationToken cancellation)
    {
        var bucket = new Uri(_record.SiteUrl).Host.Split('.')[0];
        var (files, _) = await new SiteBucket(_s3, bucket).UploadAsync(folder, new Uri(_record.ApiUrl), cancellation).ConfigureAwait(false);
        return files;
    }

    public void Dispose()
    {
        _aws.Dispose();
        _s3.Dispose();
    }

    private Task<AwsAnswer> UpdateAsync(string name, byte[] body, CancellationToken cancellation) => _aws.SendAsync(
        new AwsCall("lambda", HttpMethod.Put, $"/2015-03-31/functions/{Uri.EscapeDataString(name)}/code") { Headers = [("Content-Type", "application/json")], Body = body },
        cancellation);
}

internal sealed record CodePlace(string S3Bucket, string S3Key);

[JsonSerializable(typeof(CodePlace))]
internal sealed partial class LiveDeploymentJson : JsonSerializerContext;
