using System.Text.RegularExpressions;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda;

/// <summary>A function as a request names it: by name, ARN or partial ARN, each perhaps with a qualifier.</summary>
/// <param name="Qualifier"><c>$LATEST</c>, the number of a version, or an alias; <c>null</c> when there is none.</param>
internal sealed partial record FunctionName(string Name, string? Qualifier)
{
    /// <param name="qualifier">From the query; must not contradict one in the name.</param>
    /// <param name="shape"><c>null</c> for the wider one.</param>
    /// <exception cref="AwsError">ValidationException; or ResourceNotFoundException for another region's function.</exception>
    public static FunctionName Parse(AwsScope scope, string text, string? qualifier = null, FunctionNameShape? shape = null)
    {
        shape ??= FunctionNameShape.NamespacedFunctionName;
        var match = shape.Pattern.Match(text);
        var problems = new List<string>();
        if (!match.Success) problems.Add($"Value '{text}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: {shape.PatternText}");
        if (text.Length > shape.MaxLength) problems.Add($"Value '{text}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to {shape.MaxLength}");
        if (qualifier is not null && !QualifierPattern().IsMatch(qualifier))
        {
            problems.Add($"Value '{qualifier}' at 'qualifier' failed to satisfy constraint: Member must satisfy regular expression pattern: \\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+");
        }

        if (problems.Count > 0) throw LambdaErrors.Validation(problems);
        var region = match.Groups["region"].Value;
        if (region.Length > 0 && region != scope.Region) throw LambdaErrors.OtherRegion(region, scope.Region);
        var account = match.Groups["account"].Value;
        if (account.Length > 0 && account != scope.Account) throw LambdaErrors.FunctionNotFound(text);
        var own = match.Groups["qualifier"] is { Success: true } group ? group.Value : null;
        if (own is not null && qualifier is not null && own != qualifier) throw LambdaErrors.QualifierMismatch();
        return new FunctionName(match.Groups["name"].Value, own ?? qualifier);
    }

    /// <summary>As the request named it: with the qualifier if it had one.</summary>
    public string Arn(AwsScope scope) => scope.Arn("lambda", $"function:{Name}{(Qualifier is null ? "" : ":" + Qualifier)}");

    /// <summary>The function, as the version or alias is that the qualifier names.</summary>
    /// <exception cref="AwsError">ResourceNotFoundException.</exception>
    public Function In(LambdaState state, AwsScope scope) => state.Find(Name)?.At(Qualifier) ?? throw LambdaErrors.FunctionNotFound(Arn(scope));

    /// <summary>The function itself, which alone can be changed.</summary>
    /// <exception cref="AwsError">ResourceNotFoundException; InvalidParameterValueException when the qualifier names something else.</exception>
    public Function Latest(LambdaState state, AwsScope scope) => Qualifier is null or Deployment.Latest
        ? In(state, scope)
        : throw LambdaErrors.Invalid($"The operation cannot be performed on a function version or alias: {Arn(scope)}");

    /// <summary>The function with all of its versions, for what none of them has by itself.</summary>
    /// <exception cref="AwsError">ResourceNotFoundException; InvalidParameterValueException with a qualifier.</exception>
    public Function Whole(LambdaState state, AwsScope scope) => Qualifier is null ? In(state, scope) : throw LambdaErrors.OnlyFunctions();

    /// <summary>The function whose alias or published version the qualifier names.</summary>
    /// <exception cref="AwsError">ResourceNotFoundException.</exception>
    public Function Owner(LambdaState state, AwsScope scope) => state.Find(Name) ?? throw LambdaErrors.FunctionNotFound(Arn(scope));

    [GeneratedRegex(@"^(\$LATEST|[a-zA-Z0-9-_$]{1,128})$", RegexOptions.ExplicitCapture)]
    private static partial Regex QualifierPattern();
}
