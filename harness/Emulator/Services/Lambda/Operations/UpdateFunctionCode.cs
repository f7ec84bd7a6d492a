using System.Text.Json;
using System.Text.Json.Serialization;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

internal sealed record UpdateFunctionCodeRequest(
    byte[]? ZipFile = null, string? S3Bucket = null, string? S3Key = null, string? S3ObjectVersion = null, bool Publish = false, bool DryRun = false,
    string? RevisionId = null, IReadOnlyList<string>? Architectures = null)
{
    [JsonIgnore]
    public FunctionName Function { get; init; } = new("", null);

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }

    public static UpdateFunctionCodeRequest Read(Exchange exchange, AwsScope scope)
    {
        var request = LambdaRequest.Body(exchange, LambdaJson.Default.UpdateFunctionCodeRequest, "UpdateFunctionCode", CreateFunctionRequest.MaxBodyBytes);
        Constraints.RefuseOthers(request.Others);
        return request with
        {
            Function = LambdaRequest.Name(exchange, scope),
            Architectures = request.Architectures is null ? null : [FunctionArchitecture.Check(request.Architectures)],
        };
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html</remarks>
internal static class UpdateFunctionCode
{
    public static async ValueTask<FunctionConfiguration> ExecuteAsync(LambdaService lambda, UpdateFunctionCodeRequest request, Exchange exchange)
    {
        var latest = request.Function.Latest(lambda.State, lambda.Scope);
        using var update = lambda.Updates.Begin(latest.Name, latest.Arn);
        var source = new CodeSource(request.ZipFile, request.S3Bucket, request.S3Key, request.S3ObjectVersion);
        var (zip, sha256) = source.Read(lambda.ReadObject);
        using var use = await lambda.Fleet.UnpackAsync(sha256, zip, exchange.Cancellation).ConfigureAwait(false);

        Function With(Function function, long number)
        {
            var settings = function.Deployment.Settings with { Architecture = request.Architectures?[0] ?? function.Deployment.Settings.Architecture };
            return function with { Deployment = function.Deployment with { Number = number, CodeSha256 = sha256, CodeSizeBytes = zip.Length, Settings = settings } };
        }

        var function = lambda.Change(request.Function, request.RevisionId, zip, (function, number) => request.DryRun ? null : With(function, number));

        // A dry run shows what it has not changed to.
        if (request.DryRun) return FunctionConfiguration.Updated(With(function, function.Deployment.Number), lambda.Scope);
        if (!request.Publish) return FunctionConfiguration.Updated(function, lambda.Scope);
        var version = PublishVersion.Publish(lambda, new PublishVersionRequest { Function = request.Function });
        return FunctionConfiguration.Published(version, lambda.Scope);
    }
}
