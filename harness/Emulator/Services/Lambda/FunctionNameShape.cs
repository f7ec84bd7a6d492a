using System.Text.RegularExpressions;

namespace TaskTracker.Emulation.Services.Lambda;

/// <summary>How a member of a request may name a function. The service model has two shapes, by these names: lambda/2015-03-31.</summary>
/// <param name="PatternText">As refusals show it.</param>
internal sealed partial record FunctionNameShape(int MaxLength, Regex Pattern, string PatternText)
{
    public static FunctionNameShape FunctionName { get; } = new(
        140, Short(),
        @"(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\$LATEST|[a-zA-Z0-9-_]+))?");

    public static FunctionNameShape NamespacedFunctionName { get; } = new(
        256, Namespaced(),
        @"(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_\.]+)(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?");

    [GeneratedRegex(@"^(arn:(aws[a-zA-Z-]*)?:lambda:)?((?<region>[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}):)?((?<account>\d{12}):)?(function:)?(?<name>[a-zA-Z0-9-_]+)(:(?<qualifier>\$LATEST|[a-zA-Z0-9-_]+))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Short();

    [GeneratedRegex(@"^(arn:(aws[a-zA-Z-]*)?:lambda:)?((?<region>[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}):)?((?<account>\d{12}):)?(function:)?(?<name>[a-zA-Z0-9-_\.]+)(:(?<qualifier>\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Namespaced();
}
