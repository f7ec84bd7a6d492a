using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Pipeline;

/// <summary>A service that does something by itself, and on what resource's behalf: what the policy of the other side is asked about.</summary>
/// <param name="Name">Such as <c>sns.amazonaws.com</c>.</param>
/// <param name="Arn">Of the topic, the alarm and the like that it acts for.</param>
internal sealed record ServiceSource(string Name, string Arn, string Account)
{
    public Principal Service { get; } = Principal.Service(Name);

    public FindContextValue Keys { get; } = key => key.ToLowerInvariant() switch
    {
        "aws:sourcearn" => ContextValue.Of(Arn),
        "aws:sourceaccount" or "aws:sourceowner" => ContextValue.Of(Account),
        _ => null,
    };
}
