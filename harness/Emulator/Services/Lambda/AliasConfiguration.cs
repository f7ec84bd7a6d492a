using System.Text.RegularExpressions;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda;

/// <summary>An alias as answers show it.</summary>
internal sealed record AliasConfiguration(string AliasArn, string Name, string FunctionVersion, string Description, string RevisionId)
{
    public static AliasConfiguration Of(Function function, FunctionAlias alias) =>
        new($"{function.Arn}:{alias.Name}", alias.Name, alias.FunctionVersion, alias.Description, alias.RevisionId);
}

/// <summary>What an alias divides its calls among.</summary>
internal sealed record AliasRoutingRequest(Dictionary<string, double>? AdditionalVersionWeights = null);

/// <summary>Rules of aliases that several operations hold.</summary>
internal static partial class AliasRules
{
    private const string NamePattern = "(?!^[0-9]+$)([a-zA-Z0-9-_]+)";

    public static Constraints AliasName(this Constraints constraints, string? name) =>
        constraints.Present("name", name).Pattern("name", name, NameRegex(), NamePattern).Length("name", name, 128);

    /// <exception cref="AwsError">InvalidParameterValueException.</exception>
    public static void Refuse(AliasRoutingRequest? routing)
    {
        if (routing?.AdditionalVersionWeights is { Count: > 0 }) throw LambdaErrors.NotSupported("RoutingConfig AdditionalVersionWeights");
    }

    /// <summary>The alias that the path names.</summary>
    /// <exception cref="AwsError">ResourceNotFoundException.</exception>
    public static FunctionAlias Find(Function function, string name) =>
        function.Aliases.GetValueOrDefault(name) ?? throw LambdaErrors.AliasNotFound($"{function.Arn}:{name}");

    /// <exception cref="AwsError">ResourceNotFoundException.</exception>
    public static void CheckTarget(Function function, string version)
    {
        var isVersion = version == Deployment.Latest || version.All(char.IsAsciiDigit);
        if (!isVersion || function.At(version) is null) throw LambdaErrors.FunctionNotFound($"{function.Arn}:{version}");
    }

    [GeneratedRegex("^(?![0-9]+$)[a-zA-Z0-9-_]+$")]
    private static partial Regex NameRegex();
}

/// <summary>A function and one of its aliases, as a path names them.</summary>
internal sealed record AliasName(FunctionName Function, string Name)
{
    public static AliasName Read(Exchange exchange, AwsScope scope) => new(LambdaRequest.Name(exchange, scope), exchange.PathParameters["Name"]);
}
