using System.Text.RegularExpressions;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway;

/// <summary>How an integration names its function: an ARN, alone or inside an invocation URI of API Gateway.</summary>
/// <remarks>Stage variables: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.stage-variables.html</remarks>
internal static partial class FunctionUri
{
    /// <exception cref="AwsError">BadRequestException.</exception>
    public static string Check(string uri)
    {
        if (!FunctionArn().IsMatch(Unwrap(WithVariables(uri, _ => "variable")))) throw ApiErrors.NotAFunction(uri);
        return uri;
    }

    /// <summary>As REST APIs take it, which know no function by its ARN alone.</summary>
    /// <exception cref="AwsError">BadRequestException.</exception>
    public static string CheckInvocation(string uri) => Check(uri).Contains(":apigateway:", StringComparison.Ordinal) ? uri : throw RestApiErrors.NoPathOrAction();

    /// <summary>The function's ARN on a stage with those variables; <c>null</c> when they do not make one.</summary>
    public static string? Arn(string uri, IReadOnlyDictionary<string, string> stageVariables)
    {
        var arn = Unwrap(WithVariables(uri, name => stageVariables.GetValueOrDefault(name) ?? ""));
        return FunctionArn().IsMatch(arn) ? arn : null;
    }

    private static string Unwrap(string uri) => InvocationUri().Match(uri) is { Success: true } match ? match.Groups[1].Value : uri;

    private static string WithVariables(string uri, Func<string, string> value) => StageVariable().Replace(uri, match => value(match.Groups[1].Value));

    [GeneratedRegex(@"^arn:aws[a-z-]*:apigateway:[a-z0-9-]+:lambda:path/{1,2}2015-03-31/functions/(.+)/invocations$")]
    private static partial Regex InvocationUri();

    [GeneratedRegex(@"^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[a-zA-Z0-9_-]+(:(\$LATEST|[a-zA-Z0-9_-]+))?$")]
    private static partial Regex FunctionArn();

    [GeneratedRegex(@"\$\{stageVariables\.([a-zA-Z0-9_]+)\}")]
    private static partial Regex StageVariable();
}
