using System.Collections.Immutable;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda;

/// <summary>The function that the path of a tagging request names by its ARN.</summary>
internal static class TaggedFunction
{
    private const int MaxTags = 50;

    /// <exception cref="AwsError">ValidationException; InvalidParameterValueException when the ARN names a version.</exception>
    public static FunctionName Of(Exchange exchange, AwsScope scope)
    {
        var name = FunctionName.Parse(scope, exchange.PathParameters["Resource"]);
        return name.Qualifier is null ? name : throw LambdaErrors.TagsOnVersion();
    }

    /// <summary>What AWS's own services set does not count.</summary>
    /// <exception cref="AwsError">InvalidParameterValueException.</exception>
    public static ImmutableSortedDictionary<string, string> CheckCount(ImmutableSortedDictionary<string, string> tags) =>
        tags.Keys.Count(k => !k.StartsWith("aws:", StringComparison.Ordinal)) > MaxTags ? throw LambdaErrors.TooManyTags() : tags;

    public static Nothing Change(
        LambdaService lambda, FunctionName name, Func<ImmutableSortedDictionary<string, string>, ImmutableSortedDictionary<string, string>> change) =>
        lambda.State.Changes.Commit(() =>
        {
            var function = name.In(lambda.State, lambda.Scope);
            return ((LambdaChange?)new LambdaChange.FunctionPut(function with { Tags = change(function.Tags) }), Nothing.Value);
        });
}
