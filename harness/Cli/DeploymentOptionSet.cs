using System.CommandLine;
using TaskTracker.Deployment;

namespace TaskTracker.Cli;

/// <summary>The options of every command that means a deployment.</summary>
internal sealed class DeploymentOptionSet
{
    private static readonly string TargetNames = string.Join(", ", Target.All.Select(t => t.Name));

    private readonly Option<string> _target = new("--target") { Description = $"Where: {TargetNames}.", DefaultValueFactory = _ => Target.All[0].Name };

    private readonly Option<string?> _endpoint = new("--endpoint") { Description = "URL of the AWS that is meant, such as http://localhost:4566." };

    private readonly Option<string?> _region = new("--region") { Description = "The region, where it is not the usual one." };

    private readonly Option<string?> _profile = new("--profile") { Description = "The profile of the AWS configuration files, for targets that ask who you are." };

    private readonly Option<string?> _stack = new("--stack") { Description = $"The stack's name; {DeploymentPlan.DefaultStack} unless another was deployed." };

    private readonly Option<bool> _json = new("--json") { Description = "Writes the result as JSON." };

    public DeploymentOptionSet()
    {
        _target.MustBe("one of " + TargetNames, text => Target.Find(text) is not null);
        _endpoint.MustBe("a URL such as http://localhost:4566", text => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https");
        _stack.MustBe(
            "a name of letters, digits and hyphens that begins with a letter",
            text => text.Length is > 0 and <= 128 && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
    }

    public void AddTo(Command command, bool withJson = true)
    {
        foreach (var option in new Option[] { _target, _endpoint, _region, _profile, _stack }) command.Add(option);
        if (withJson) command.Add(_json);
    }

    public Target TargetOf(ParseResult parsed) => Target.Find(parsed.GetRequiredValue(_target)) ?? Target.All[0];

    public Uri? EndpointOf(ParseResult parsed) => parsed.GetValue(_endpoint) is { } text ? new Uri(text) : null;

    /// <returns><c>null</c> where none was named.</returns>
    public string? StackOf(ParseResult parsed) => parsed.GetValue(_stack);

    /// <returns><c>null</c> where none was named.</returns>
    public string? ProfileOf(ParseResult parsed) => parsed.GetValue(_profile);

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>Where to deploy to.</summary>
    public AwsConnection Connect(ParseResult parsed) => TargetOf(parsed).Connect(EndpointOf(parsed), parsed.GetValue(_region), parsed.GetValue(_profile));

    /// <summary>What is deployed already.</summary>
    public Deployed Find(ParseResult parsed) =>
        Deployed.Find(Checkout.Here(), TargetOf(parsed), EndpointOf(parsed), parsed.GetValue(_region), parsed.GetValue(_profile), StackOf(parsed));
}
