using System.Globalization;

namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>What an invocation took.</summary>
/// <param name="Init">How long the environment took to start, for its first invocation.</param>
internal sealed record Report(TimeSpan Duration, TimeSpan? Init, int MemoryMb, int PeakMemoryMb)
{
    /// <remarks>Format recorded as lambda_/test_lambda: test_invocation_with_logs; the status as AWS has shown it since 2024.</remarks>
    public string Render(string requestId, Outcome outcome)
    {
        var durationMs = Duration.TotalMilliseconds;
        var initMs = Init?.TotalMilliseconds;
        var billedMs = Math.Ceiling(durationMs + (initMs ?? 0));
        var init = initMs is { } ms ? string.Create(CultureInfo.InvariantCulture, $"Init Duration: {ms:0.00} ms\t") : "";
        var status = outcome.Status switch
        {
            null => "",
            "error" => $"Status: error\tError Type: {outcome.ErrorType}",
            var other => $"Status: {other}",
        };
        return string.Create(CultureInfo.InvariantCulture,
            $"REPORT RequestId: {requestId}\tDuration: {durationMs:0.00} ms\tBilled Duration: {billedMs:0} ms\tMemory Size: {MemoryMb} MB\tMax Memory Used: {PeakMemoryMb} MB\t{init}{status}\n");
    }

    public static string InitFailed(TimeSpan duration, InitPhase phase, Outcome outcome)
    {
        var name = phase == InitPhase.Init ? "init" : "invoke";
        var error = outcome.Status == "timeout" ? "Status: timeout" : $"Status: error\tError Type: {outcome.ErrorType}";
        return string.Create(CultureInfo.InvariantCulture, $"INIT_REPORT Init Duration: {duration.TotalMilliseconds:0.00} ms\tPhase: {name}\t{error}\n");
    }
}
