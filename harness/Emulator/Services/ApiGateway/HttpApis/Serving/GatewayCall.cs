using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.HttpApis.Serving;

/// <summary>A request that a route takes.</summary>
/// <param name="StageOffset">Where the path goes on after the stage.</param>
internal sealed record GatewayCall(
    Exchange Exchange, AwsScope Scope, ServedApi Api, ServedStage Stage, ServedRoute Route, string Path, int StageOffset, string DomainName, DateTimeOffset Now)
    : ApiCall(Exchange, Scope, Path, DomainName, Now)
{
    /// <summary>What the gateway answered in place of the function; <c>null</c> where it did not.</summary>
    public GatewayRefusal? Refusal { get; set; }

    public ReadOnlySpan<char> PathInStage => Path.AsSpan(StageOffset);

    public string DecodedPath { get; } = Path.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(Path) : Path;
}
