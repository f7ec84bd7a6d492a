using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

internal sealed record PublishVersionRequest(string? CodeSha256 = null, string? Description = null, string? RevisionId = null)
{
    [JsonIgnore]
    public FunctionName Function { get; init; } = new("", null);

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }

    public static PublishVersionRequest Read(Exchange exchange, AwsScope scope)
    {
        var request = LambdaRequest.Body(exchange, LambdaJson.Default.PublishVersionRequest, "PublishVersion");
        new Constraints().Length("description", request.Description, 256).Check();
        Constraints.RefuseOthers(request.Others);
        return request with { Function = LambdaRequest.Name(exchange, scope) };
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html</remarks>
internal static class PublishVersion
{
    public static FunctionConfiguration Execute(LambdaService lambda, PublishVersionRequest request)
    {
        lambda.Updates.Refuse(request.Function.Latest(lambda.State, lambda.Scope));
        return FunctionConfiguration.Published(Publish(lambda, request), lambda.Scope);
    }

    private static readonly ImmutableSortedDictionary<string, string> NoVariables = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Makes a version of the function as it is, or finds the one that was made of it already.</summary>
    /// <returns>The function as that version.</returns>
    public static Function Publish(LambdaService lambda, PublishVersionRequest request)
    {
        var (function, number) = lambda.State.Changes.Commit(() =>
        {
            var latest = request.Function.Latest(lambda.State, lambda.Scope);
            if (request.RevisionId is not null && request.RevisionId != latest.RevisionId) throw LambdaErrors.WrongRevision();
            var code = latest.Deployment.CodeSha256;
            if (request.CodeSha256 is not null && request.CodeSha256 != code) throw LambdaErrors.WrongCodeSha256(request.CodeSha256, code);
            if (latest.Versions.TryGetValue(latest.LastVersion, out var last) && IsSame(last.Deployment, latest.Deployment)) return ((LambdaChange?)null, (latest, latest.LastVersion));
            var published = Next(lambda, latest, request.Description);
            return (new LambdaChange.FunctionPut(published), (published, published.LastVersion));
        });
        lambda.Settle(function);
        return function.At($"{number}") ?? function;
    }

    private static Function Next(LambdaService lambda, Function latest, string? description)
    {
        var number = latest.LastVersion + 1;
        var settings = latest.Deployment.Settings with { Description = description ?? latest.Deployment.Settings.Description };
        var version = new PublishedVersion(
            latest.Deployment with { Number = lambda.State.NextNumber, Version = $"{number}", Settings = settings },
            lambda.Clock.GetUtcNow(), Guid.NewGuid().ToString());
        return latest with { LastVersion = number, Versions = latest.Versions.SetItem(number, version) };
    }

    /// <remarks>The description does not count: a version is not published again for it.</remarks>
    private static bool IsSame(Deployment version, Deployment latest) =>
        version.CodeSha256 == latest.CodeSha256
        && version.Settings with { Environment = null, Description = "" } == latest.Settings with { Environment = null, Description = "" }
        && (version.Settings.Environment ?? NoVariables).SequenceEqual(latest.Settings.Environment ?? NoVariables);
}
