using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda;

/// <summary>The function that the path of a tagging request names by its ARN.</summary>
internal static partial class TaggedFunction
{
    // As the service model has it: lambda/2015-03-31, TaggableResource.
    private const string TaggableText =
        @"arn:(aws[a-zA-Z-]*):lambda:[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:(function:[a-zA-Z0-9-_]+(:(\$LATEST|[a-zA-Z0-9-_]+))?|code-signing-config:csc-[a-z0-9]{17}"
        + "|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|capacity-provider:[a-zA-Z0-9-_]+)";

    /// <exception cref="AwsError">ValidationException; InvalidParameterValueException when the ARN names a version, or what has no tags here.</exception>
    public static FunctionName Of(Exchange exchange, AwsScope scope)
    {
        var arn = exchange.PathParameters["Resource"];
        new Constraints().Pattern("resource", arn, TaggableRegex(), TaggableText).Length("resource", arn, 256).Check();
        var kind = arn.Split(':')[5];
        if (kind != "function") throw LambdaErrors.NotSupported($"Tagging of {kind}s");
        var name = FunctionName.Parse(scope, arn);
        return name.Qualifier is null ? name : throw LambdaErrors.TagsOnVersion();
    }

    public static Nothing Change(
        LambdaService lambda, FunctionName name, Func<ImmutableSortedDictionary<string, string>, ImmutableSortedDictionary<string, string>> change) =>
        lambda.State.Changes.Commit(() =>
        {
            var function = name.In(lambda.State, lambda.Scope);
            return ((LambdaChange?)new LambdaChange.FunctionPut(function with { Tags = change(function.Tags) }), Nothing.Value);
        });

    [GeneratedRegex($"^{TaggableText}$", RegexOptions.ExplicitCapture)]
    private static partial Regex TaggableRegex();
}
