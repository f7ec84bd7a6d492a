using TaskTracker.Emulation.Services.ApiGateway.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis.Serving;

/// <summary>A method made ready for requests.</summary>
internal abstract record ServedMethod
{
    /// <summary><c>null</c> for a method that nobody limits.</summary>
    public TokenBucket? Throttle { get; private init; }

    /// <param name="FunctionArn"><c>null</c> when the stage's variables do not make one, or the function would not be called with POST.</param>
    /// <param name="Sources">As the function's policy knows the method.</param>
    public sealed record Proxy(string? FunctionArn, TimeSpan Timeout, InvocationSources Sources) : ServedMethod;

    public sealed record Mock(ServedMock Answers) : ServedMethod;

    public static ServedMethod Of(Method method, string path, Stage stage, TimeProvider clock)
    {
        var settings = stage.SettingsOf(path, method.HttpMethod);
        return Of(method, path, stage.Variables) with { Throttle = TokenBucket.Of(settings.BurstLimit, settings.RateLimit, clock) };
    }

    private static ServedMethod Of(Method method, string path, IReadOnlyDictionary<string, string> stageVariables) => method.Integration switch
    {
        { Type: Integration.Mock } mock => new Mock(ServedMock.Of(mock)),
        { } proxy => new Proxy(
            proxy.HttpMethod == "POST" ? FunctionUri.Arn(proxy.Uri ?? "", stageVariables) : null, TimeSpan.FromMilliseconds(proxy.TimeoutMs), new InvocationSources(path)),
        null => throw new ArgumentException("A method without an integration is not served.", nameof(method)),
    };
}
