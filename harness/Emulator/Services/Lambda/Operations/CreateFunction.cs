using System.Collections.Immutable;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

internal sealed record CreateFunctionRequest(
    string? FunctionName = null, CodeSource? Code = null, bool Publish = false, string? PackageType = null, IReadOnlyList<string>? Architectures = null,
    Dictionary<string, string>? Tags = null) : SettingsRequest
{
    public const int MaxBodyBytes = 70_167_211;

    private const int MaxNameLength = 64;

    public static CreateFunctionRequest Read(Exchange exchange, AwsScope scope)
    {
        var request = LambdaRequest.Body(exchange, LambdaJson.Default.CreateFunctionRequest, "CreateFunction", MaxBodyBytes);
        new Constraints().Present("functionName", request.FunctionName).Present("role", request.Role).Present("code", request.Code).Check();
        request.Check();
        var name = Lambda.FunctionName.Parse(scope, request.FunctionName ?? "", shape: FunctionNameShape.FunctionName).Name;
        if (name.Length > MaxNameLength)
        {
            throw LambdaErrors.Invalid($"1 validation error detected: Value '{name}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to {MaxNameLength}");
        }

        if (request.PackageType is not (null or "Zip")) throw LambdaErrors.NotSupported($"PackageType {request.PackageType}");
        if (request.Runtime is null || request.Handler is null)
        {
            throw LambdaErrors.Invalid("Runtime and Handler are mandatory parameters for functions created with deployment packages.");
        }

        FunctionTags.Check(exchange, request.Tags ?? []);
        FunctionTags.CheckCount((request.Tags ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal));
        return request with { FunctionName = name, Architectures = [FunctionArchitecture.Check(request.Architectures)] };
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html</remarks>
internal static class CreateFunction
{
    public static async ValueTask<FunctionConfiguration> ExecuteAsync(LambdaService lambda, CreateFunctionRequest request, Exchange exchange)
    {
        var name = request.FunctionName ?? "";
        if (lambda.State.Find(name) is not null) throw LambdaErrors.FunctionExists(name);
        lambda.CheckRole(request.Role);
        var source = request.Code ?? new CodeSource();
        var (zip, sha256) = source.Read(lambda.ReadObject);
        using var use = await lambda.Fleet.UnpackAsync(sha256, zip, exchange.Cancellation).ConfigureAwait(false);

        var function = lambda.State.Changes.Commit(() =>
        {
            if (lambda.State.Find(name) is not null) throw LambdaErrors.FunctionExists(name);
            var settings = request.ApplyTo(Defaults(name, request.Architectures?[0] ?? FunctionArchitecture.Default));
            var deployment = new Deployment(lambda.State.NextNumber, name, new FunctionName(name, null).Arn(lambda.Scope), sha256, zip.Length, settings);
            var tags = (request.Tags ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal);
            var created = new Function(deployment, lambda.Clock.GetUtcNow(), Guid.NewGuid().ToString(), tags, []);
            return ((LambdaChange?)new LambdaChange.FunctionPut(created, zip), created);
        });
        lambda.Settle(function);
        return request.Publish
            ? FunctionConfiguration.Published(PublishVersion.Publish(lambda, new PublishVersionRequest { Function = new FunctionName(name, null) }), lambda.Scope) with { FunctionArn = function.Arn }
            : FunctionConfiguration.Created(function, lambda.Scope);
    }

    private static FunctionSettings Defaults(string name, string architecture) => new(
        Role: "", Runtime: "", Handler: "", Description: "", TimeoutSeconds: 3, MemoryMb: 128, EphemeralStorageMb: 512, architecture,
        LogGroup: $"/aws/lambda/{name}", TracingMode: "PassThrough", Environment: null);
}
