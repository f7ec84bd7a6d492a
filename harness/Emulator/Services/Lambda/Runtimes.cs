using TaskTracker.Emulation.Services.Lambda.Hosting;

namespace TaskTracker.Emulation.Services.Lambda;

/// <summary>Which runtimes there are, and which of them can run here.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html</remarks>
internal static class Runtimes
{
    private static readonly string[] Native = ["provided.al2023", "provided.al2"];
    private static readonly string[] Node = ["nodejs18.x", "nodejs20.x", "nodejs22.x", "nodejs24.x"];

    /// <summary>In AWS's error message; those that can still be created.</summary>
    private static readonly string[] Current =
    [
        "nodejs20.x", "provided.al2023", "python3.12", "python3.13", "nodejs22.x", "nodejs24.x", "java17", "nodejs18.x", "python3.10", "java11",
        "python3.11", "dotnet6", "dotnet8", "dotnet10", "java21", "java25", "java8.al2", "ruby3.2", "ruby3.3", "ruby3.4", "python3.14", "provided.al2",
    ];

    private static readonly string[] Ended =
    [
        "nodejs", "nodejs4.3", "nodejs6.10", "nodejs8.10", "nodejs10.x", "nodejs12.x", "nodejs14.x", "nodejs16.x", "java8", "python2.7", "python3.6",
        "python3.7", "python3.8", "python3.9", "dotnetcore1.0", "dotnetcore2.0", "dotnetcore2.1", "dotnetcore3.1", "go1.x", "ruby2.5", "ruby2.7", "provided",
    ];

    /// <exception cref="Protocols.AwsError">InvalidParameterValueException: unknown, no longer offered, or not runnable on this machine.</exception>
    public static void Check(string runtime)
    {
        if (Native.Contains(runtime)) return;
        if (Node.Contains(runtime))
        {
            if (RuntimeProgram.HasNode) return;
            throw LambdaErrors.Invalid($"The runtime {runtime} cannot run here: there is no 'node' on the PATH of this machine.");
        }

        if (Ended.Contains(runtime))
        {
            throw LambdaErrors.Invalid($"The runtime parameter of {runtime} is no longer supported for creating or updating AWS Lambda functions. "
                + "We recommend you use a supported runtime while creating or updating functions.");
        }

        if (Current.Contains(runtime))
        {
            throw LambdaErrors.Invalid($"The runtime {runtime} cannot run here: functions are processes of this machine, started from the bootstrap of their package or by its Node. "
                + $"Supported here: {string.Join(", ", Native.Concat(Node))}.");
        }

        throw LambdaErrors.Invalid(
            $"Value {runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [{string.Join(", ", Current)}] or be a valid ARN");
    }
}
