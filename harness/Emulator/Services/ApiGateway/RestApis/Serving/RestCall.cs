using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis.Serving;

/// <summary>A request to a stage of a REST API.</summary>
/// <param name="Path">Percent-encoded, with the stage.</param>
/// <param name="StageOffset">Where the path goes on after the stage, with one slash.</param>
/// <param name="Resource"><c>null</c> where there is none with that path.</param>
internal sealed record RestCall(
    Exchange Exchange, AwsScope Scope, ServedRestApi Api, ServedRestStage Stage, ServedResource? Resource, string Path, int StageOffset, string DomainName,
    DateTimeOffset Now)
    : ApiCall(Exchange, Scope, Path, DomainName, Now)
{
    /// <summary>The second id that REST APIs give a request.</summary>
    public string ExtendedRequestId { get; } = ApiIds.Request();

    /// <summary>What the gateway answers in place of the integration; <c>null</c> where it does not.</summary>
    public RestRefusal? Refusal { get; set; }

    public ReadOnlySpan<char> PathInStage => StageOffset < Path.Length ? Path.AsSpan(StageOffset) : "/";

    /// <summary>As it stood in the path.</summary>
    public string? PathParameter(string name) => Resource?.Variable(PathInStage, name);
}
