using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>How an invocation, or the start of an environment, ended.</summary>
/// <param name="Payload">JSON, or whatever the function has sent.</param>
/// <param name="FunctionError"><c>Unhandled</c> when the function failed.</param>
/// <param name="Status">As the report shows it: <c>timeout</c>, <c>error</c>; <c>null</c> when the runtime itself has answered.</param>
/// <param name="ErrorType">Beside the status <c>error</c>.</param>
/// <param name="Remark">What the log says of it before the end of the invocation.</param>
/// <remarks>Source: recorded as lambda_/test_lambda: test_lambda_invoke_with_timeout, test_lambda_runtime_exit, test_lambda_too_large_response.</remarks>
internal sealed record Outcome(byte[] Payload, string? FunctionError = null, string? Status = null, string? ErrorType = null, string? Remark = null)
{
    public const int MaxPayloadBytes = 6_291_556;

    public static Outcome Answered(ReadOnlyMemory<byte> payload) => new(payload.ToArray());

    /// <summary>The runtime has reported an error of the function.</summary>
    public static Outcome Reported(ReadOnlyMemory<byte> error, string? errorType) =>
        new(error.ToArray(), "Unhandled", ErrorType: string.IsNullOrEmpty(errorType) ? "Unhandled" : errorType);

    public static Outcome TooLarge() => Failed(
        "Function.ResponseSizeTooLarge", $"Response payload size exceeded maximum allowed payload size ({MaxPayloadBytes} bytes).");

    public static Outcome TimedOut(string requestId, TimeSpan timeout, DateTimeOffset now)
    {
        var what = string.Create(CultureInfo.InvariantCulture, $"Task timed out after {timeout.TotalSeconds:0.00} seconds");
        return Failed("Sandbox.Timedout", $"RequestId: {requestId} Error: {what}") with
        {
            Status = "timeout",
            Remark = string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {requestId} {what}\n\n"),
        };
    }

    public static Outcome Exited(string requestId, ExitStatus exit)
    {
        var how = exit.ToString();
        return Crashed(requestId, "Runtime.ExitError", how.Length == 0 ? "Runtime exited without providing a reason" : $"Runtime exited with error: {how}");
    }

    /// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html</remarks>
    public static Outcome OutOfMemory(string requestId) => Crashed(requestId, "Runtime.OutOfMemory", "Runtime exited with error: signal: killed");

    /// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html</remarks>
    public static Outcome NotStarted(string requestId, SpawnFailed failure) => Crashed(requestId, "Runtime.InvalidEntrypoint", failure.Error switch
    {
        // The program is there; what its first line or its head names to run it is not.
        Posix.NoEntry when File.Exists(failure.Program) => "fork/exec /var/task/bootstrap: no such file or directory",
        Posix.NoEntry => "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]",
        Posix.NoAccess => "fork/exec /var/task/bootstrap: permission denied",
        Posix.NoExecutable => "fork/exec /var/task/bootstrap: exec format error",
        _ => failure.Message,
    });

    private static Outcome Crashed(string requestId, string errorType, string message)
    {
        var text = $"RequestId: {requestId} Error: {message}";
        return Failed(errorType, text) with { Status = "error", Remark = $"{text}\n{errorType}\n" };
    }

    private static Outcome Failed(string errorType, string message) => new(
        Encoding.UTF8.GetBytes($$"""{"errorType":"{{errorType}}","errorMessage":"{{JsonEncodedText.Encode(message, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}}"}"""), "Unhandled", ErrorType: errorType);
}
