using System.Globalization;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.CloudWatch;

/// <summary>CloudWatch's refusals, under the codes of the Query protocol; the others name the shape beside them.</summary>
/// <remarks>Source: the service model, monitoring/2010-08-01, and cloudwatch/test_cloudwatch.</remarks>
internal static class CloudWatchErrors
{
    private static readonly Dictionary<string, string> Shapes = new(StringComparer.Ordinal)
    {
        ["InvalidParameterCombination"] = "InvalidParameterCombinationException",
        ["InvalidParameterValue"] = "InvalidParameterValueException",
        ["MissingParameter"] = "MissingRequiredParameterException",
        ["InternalServiceError"] = "InternalServiceFault",
        ["InvalidAction"] = "UnknownOperationException",
        ["AccessDenied"] = "AccessDeniedException",
    };

    public static AwsError Missing(string parameter) => new(400, "MissingParameter", $"The parameter {parameter} is required.");

    public static AwsError Invalid(string message) => new(400, "InvalidParameterValue", message);

    public static AwsError Combination(string message) => new(400, "InvalidParameterCombination", message);

    public static AwsError Exclusive(string one, string other) =>
        Combination($"The parameters {one} and {other} are mutually exclusive and you have specified both.");

    /// <remarks>Recorded as cloudwatch/test_cloudwatch: test_get_metric_statistics.</remarks>
    public static AwsError TooManyPoints(long points) => Combination(string.Create(CultureInfo.InvariantCulture,
        $"You have requested up to {points:N0} datapoints, which exceeds the limit of 1,440. You may reduce the datapoints requested by increasing Period, or decreasing the time range."));

    public static AwsError NotSupported(string what) => Invalid($"{what} is not supported here.");

    public static AwsError Unreadable(string parameter, string what) => Invalid($"The value for parameter {parameter} is not {what}.");

    public static AwsError Malformed(string why) => new(400, "SerializationException", why);

    public static AwsError BadNextToken() => new(400, "InvalidNextToken", "The next token specified is invalid.");

    public static AwsError UnknownOperation(string name, IEnumerable<string> supported) =>
        new(400, "InvalidAction", $"The operation {name} is not supported here. Supported: {string.Join(", ", supported)}.");

    /// <summary>The error's shape in the service model, as <c>__type</c> has it.</summary>
    public static string ShapeOf(AwsError error) => "com.amazonaws.cloudwatch#" + Shapes.GetValueOrDefault(error.Code, error.Code);

    /// <summary>For clients that know the codes of the Query protocol.</summary>
    public static void AddQueryError(AwsError error, Exchange exchange) =>
        exchange.Response.Headers["x-amzn-query-error"] = $"{error.Code};{(error.Status < 500 ? "Sender" : "Receiver")}";
}
