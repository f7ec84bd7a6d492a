using System.Globalization;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.CloudWatch;

/// <summary>CloudWatch's refusals, under the codes of the Query protocol; the others name the shape beside them.</summary>
/// <remarks>Source: the service model, monitoring/2010-08-01, and cloudwatch/test_cloudwatch.</remarks>
internal static class CloudWatchErrors
{
    private const string DashboardInvalid = "DashboardInvalidInputError";
    private const string DashboardNotFound = "DashboardNotFoundError";

    private static readonly Dictionary<string, string> Shapes = new(StringComparer.Ordinal)
    {
        ["InvalidParameterCombination"] = "InvalidParameterCombinationException",
        ["InvalidParameterValue"] = "InvalidParameterValueException",
        ["MissingParameter"] = "MissingRequiredParameterException",
        ["InternalServiceError"] = "InternalServiceFault",
        ["InvalidAction"] = "UnknownOperationException",
        ["AccessDenied"] = "AccessDeniedException",
        ["InvalidFormat"] = "InvalidFormatFault",
        ["InvalidParameterInput"] = DashboardInvalid,
        [DashboardNotFound] = DashboardNotFound,
    };

    public static AwsError Missing(string parameter) => new(400, "MissingParameter", $"The parameter {parameter} is required.");

    public static AwsError Invalid(string message) => new(400, "InvalidParameterValue", message);

    public static AwsError Combination(string message) => new(400, "InvalidParameterCombination", message);

    public static AwsError Exclusive(string one, string other) =>
        Combination($"The parameters {one} and {other} are mutually exclusive and you have specified both.");

    /// <remarks>Recorded as cloudwatch/test_cloudwatch: test_get_metric_statistics.</remarks>
    public static AwsError TooManyPoints(long points) => Combination(string.Create(CultureInfo.InvariantCulture,
        $"You have requested up to {points:N0} datapoints, which exceeds the limit of 1,440. You may reduce the datapoints requested by increasing Period, or decreasing the time range."));

    /// <param name="problems">Each in the words of the model's constraint.</param>
    public static AwsError Violated(IReadOnlyList<string> problems) => Validation(
        $"{problems.Count.ToString(CultureInfo.InvariantCulture)} validation error{(problems.Count == 1 ? "" : "s")} detected: {string.Join("; ", problems)}");

    public static AwsError Validation(string message) => new(400, "ValidationError", message);

    /// <remarks>Recorded as cloudwatch/test_cloudwatch: test_set_alarm_invalid_input.</remarks>
    public static AwsError NoSuchAlarm() => new(404, "ResourceNotFound", "");

    public static AwsError BadReasonData() => new(400, "InvalidFormat", "StateReasonData is not valid JSON");

    public static AwsError NoSuchResource(string arn) => new(404, "ResourceNotFoundException", $"Unknown resource: {arn}");

    public static AwsError NoSuchDashboard(string name) => new(404, "ResourceNotFound", $"Dashboard {name} does not exist");

    public static AwsError BadDashboard(string message) => new(400, "InvalidParameterInput", message);

    public static AwsError NotSupported(string what) => Invalid($"{what} is not supported here.");

    public static AwsError Unreadable(string parameter, string what) => Invalid($"The value for parameter {parameter} is not {what}.");

    /// <param name="id">Of the query.</param>
    public static AwsError BadExpression(string id, string why) => new(400, "ValidationError", $"Error in expression '{id}' [{why}]");

    public static AwsError Malformed(string why) => new(400, "SerializationException", why);

    /// <remarks>Code seen in https://github.com/aws-beam/aws-elixir/pull/199.</remarks>
    public static AwsError MalformedForm(string why) => new(400, "MalformedInput", why);

    public static AwsError BadNextToken() => new(400, "InvalidNextToken", "The next token specified is invalid.");

    public static AwsError UnknownOperation(string name, IEnumerable<string> supported) =>
        new(400, "InvalidAction", $"The operation {name} is not supported here. Supported: {string.Join(", ", supported)}.");

    /// <summary>The error's shape in the service model, as <c>__type</c> has it.</summary>
    public static string ShapeOf(AwsError error) => "com.amazonaws.cloudwatch#" + Shapes.GetValueOrDefault(NameOf(error), error.Code);

    /// <summary>For clients that know the codes of the Query protocol.</summary>
    public static void AddQueryError(AwsError error, Exchange exchange) =>
        exchange.Response.Headers["x-amzn-query-error"] = $"{error.Code};{(error.Status < 500 ? "Sender" : "Receiver")}";

    /// <summary>One code stands for what alarms and dashboards have two shapes for.</summary>
    private static string NameOf(AwsError error) => error is { Code: "ResourceNotFound", Message.Length: > 0 } ? DashboardNotFound : error.Code;
}
