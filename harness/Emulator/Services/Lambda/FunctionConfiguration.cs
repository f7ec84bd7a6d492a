using System.Globalization;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda;

/// <summary>A function as answers show it.</summary>
/// <remarks>Members and their values recorded as lambda_/test_lambda_api: test_function_lifecycle.</remarks>
internal sealed record FunctionConfiguration(
    string FunctionName, string FunctionArn, string Runtime, string Role, string Handler, long CodeSize, string Description, int Timeout, int MemorySize,
    string LastModified, string CodeSha256, string Version, EnvironmentWire? Environment, TracingConfigWire TracingConfig, string RevisionId,
    string PackageType, IReadOnlyList<string> Architectures, EphemeralStorageWire EphemeralStorage, SnapStartWire SnapStart, LoggingConfigWire LoggingConfig)
{
    public RuntimeVersionConfigWire? RuntimeVersionConfig { get; init; }

    public string? State { get; init; }

    public string? StateReason { get; init; }

    public string? StateReasonCode { get; init; }

    public string? LastUpdateStatus { get; init; }

    public string? LastUpdateStatusReason { get; init; }

    public string? LastUpdateStatusReasonCode { get; init; }

    /// <summary>As in a list, without its state.</summary>
    /// <param name="qualifier">With which the function was asked for; its ARN shows it.</param>
    public static FunctionConfiguration Listed(Function function, string? qualifier = null)
    {
        var (deployment, settings) = (function.Deployment, function.Deployment.Settings);
        return new FunctionConfiguration(
            function.Name, qualifier is null ? function.Arn : $"{function.Arn}:{qualifier}", settings.Runtime, settings.Role, settings.Handler,
            deployment.CodeSizeBytes, settings.Description, settings.TimeoutSeconds, settings.MemoryMb,
            function.LastModified.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture),
            deployment.CodeSha256, deployment.Version,
            settings.Environment is { } variables ? new EnvironmentWire(new Dictionary<string, string>(variables)) : null,
            new TracingConfigWire(settings.TracingMode), function.RevisionId, "Zip", [settings.Architecture],
            new EphemeralStorageWire(settings.EphemeralStorageMb), new SnapStartWire("None", "Off"), new LoggingConfigWire("Text", settings.LogGroup));
    }

    public static FunctionConfiguration Active(Function function, AwsScope scope, string? qualifier = null) => Detailed(function, scope, qualifier) with
    {
        State = "Active",
        LastUpdateStatus = "Successful",
    };

    /// <summary>While an update of it is under way.</summary>
    public static FunctionConfiguration Updating(Function function, AwsScope scope, string? qualifier) => Detailed(function, scope, qualifier) with
    {
        State = "Active",
        LastUpdateStatus = "InProgress",
        LastUpdateStatusReason = "The function is being created.",
        LastUpdateStatusReasonCode = "Creating",
    };

    /// <summary>As the answer that creates it shows it; it is active once that answer is sent, and has another revision then, as on AWS.</summary>
    public static FunctionConfiguration Created(Function function, AwsScope scope) => Detailed(function, scope, qualifier: null) with
    {
        RevisionId = Guid.NewGuid().ToString(),
        State = "Pending",
        StateReason = "The function is being created.",
        StateReasonCode = "Creating",
    };

    /// <summary>As the answer that updates it shows it; the update is over once that answer is sent.</summary>
    public static FunctionConfiguration Updated(Function function, AwsScope scope) => Updating(function, scope, qualifier: null) with { RevisionId = Guid.NewGuid().ToString() };

    /// <summary>As the answer that publishes it shows it.</summary>
    public static FunctionConfiguration Published(Function version, AwsScope scope) => Detailed(version, scope, version.Version) with
    {
        State = "Pending",
        StateReason = "The function is being created.",
        StateReasonCode = "Creating",
    };

    private static FunctionConfiguration Detailed(Function function, AwsScope scope, string? qualifier) => Listed(function, qualifier) with
    {
        RuntimeVersionConfig = new RuntimeVersionConfigWire(RuntimeVersion.Of(function.Deployment.Settings.Runtime).Arn(scope)),
    };
}
