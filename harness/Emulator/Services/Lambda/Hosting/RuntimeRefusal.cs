namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>Why the Runtime API does not take what a process sends.</summary>
/// <remarks>Source: the runtime interface emulator that AWS publishes (aws/aws-lambda-runtime-interface-emulator, rapi/handler and core/states.go).</remarks>
internal sealed record RuntimeRefusal(int Status, string ErrorType, string Message)
{
    public static RuntimeRefusal UnknownRequest() => new(400, "InvalidRequestID", "Invalid request ID");

    public static RuntimeRefusal TooLarge() =>
        new(413, "RequestEntityTooLarge", $"Exceeded maximum allowed payload size ({Outcome.MaxPayloadBytes} bytes).");

    public static RuntimeRefusal UnsupportedMode() => new(400, "InvalidFunctionResponseMode", "Invalid function response mode");

    public static RuntimeRefusal NotAllowed(ExecutionEnvironment environment, string to)
    {
        var name = environment.State switch
        {
            EnvironmentState.Starting when environment.InitError is null => "Started",
            EnvironmentState.Idle or EnvironmentState.Busy => "Ready",
            EnvironmentState.Answered => "ResponseSent",
            _ => "InitError",
        };
        return NotAllowed(name, to);
    }

    /// <param name="from">The state that the process is in, as the Runtime API calls it.</param>
    public static RuntimeRefusal NotAllowed(string from, string to) =>
        new(403, "InvalidStateTransition", $"State transition from {from} to {to} failed for runtime. Error: State transition is not allowed");
}
