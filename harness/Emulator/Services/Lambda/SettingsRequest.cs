using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.Lambda.Hosting;

namespace TaskTracker.Emulation.Services.Lambda;

/// <summary>The settings that both creating and updating a function take; what is absent stays as it is.</summary>
internal abstract partial record SettingsRequest
{
    private const int MaxEnvironmentBytes = 4096;
    private const string RolePattern = @"arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+";

    public string? Runtime { get; init; }

    public string? Role { get; init; }

    public string? Handler { get; init; }

    public string? Description { get; init; }

    public int? Timeout { get; init; }

    public int? MemorySize { get; init; }

    public EnvironmentWire? Environment { get; init; }

    public EphemeralStorageWire? EphemeralStorage { get; init; }

    public TracingConfigWire? TracingConfig { get; init; }

    public LoggingConfigWire? LoggingConfig { get; init; }

    public SnapStartRequest? SnapStart { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }

    /// <exception cref="AwsError">ValidationException, InvalidParameterValueException.</exception>
    public void Check()
    {
        var constraints = new Constraints()
            .Pattern("role", Role, RoleRegex(), RolePattern)
            .Pattern("handler", Handler, HandlerRegex(), @"[^\s]+").Length("handler", Handler, 128)
            .Length("description", Description, 256)
            .Range("timeout", Timeout, 1, 900)
            .Range("memorySize", MemorySize, 128, 10240)
            .Range("ephemeralStorage.size", EphemeralStorage?.Size, 512, 10240)
            .OneOf("tracingConfig.mode", TracingConfig?.Mode, "Active", "PassThrough")
            .OneOf("loggingConfig.logFormat", LoggingConfig?.LogFormat, "JSON", "Text")
            .Pattern("loggingConfig.logGroup", LoggingConfig?.LogGroup, LogGroupRegex(), @"[\.\-_/#A-Za-z0-9]+").Length("loggingConfig.logGroup", LoggingConfig?.LogGroup, 512);
        if (Environment?.Variables?.Keys.Any(k => !VariableRegex().IsMatch(k)) == true)
        {
            constraints.Add(
                "environment.variables", string.Join(", ", Environment.Variables.Keys),
                "Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+]");
        }

        constraints.Check();
        RefuseUnsupported();
        CheckEnvironment(Environment?.Variables ?? []);
        if (Runtime is not null) Runtimes.Check(Runtime);
    }

    /// <summary>The settings with the given ones changed.</summary>
    public FunctionSettings ApplyTo(FunctionSettings settings) => settings with
    {
        Runtime = Runtime ?? settings.Runtime,
        Role = Role ?? settings.Role,
        Handler = Handler ?? settings.Handler,
        Description = Description ?? settings.Description,
        TimeoutSeconds = Timeout ?? settings.TimeoutSeconds,
        MemoryMb = MemorySize ?? settings.MemoryMb,
        EphemeralStorageMb = EphemeralStorage?.Size ?? settings.EphemeralStorageMb,
        LogGroup = LoggingConfig?.LogGroup ?? settings.LogGroup,
        TracingMode = TracingConfig?.Mode ?? settings.TracingMode,
        Environment = Environment is null ? settings.Environment : (Environment.Variables ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal),
    };

    private void RefuseUnsupported()
    {
        if (TracingConfig?.Mode == "Active") throw LambdaErrors.NotSupported("TracingConfig Mode Active");
        if (LoggingConfig?.LogFormat == "JSON") throw LambdaErrors.NotSupported("LoggingConfig LogFormat JSON");
        if (LoggingConfig?.ApplicationLogLevel is not null) throw LambdaErrors.NotSupported("LoggingConfig ApplicationLogLevel");
        if (LoggingConfig?.SystemLogLevel is not null) throw LambdaErrors.NotSupported("LoggingConfig SystemLogLevel");
        if (SnapStart is { ApplyOn: not (null or "None") }) throw LambdaErrors.NotSupported($"SnapStart ApplyOn {SnapStart.ApplyOn}");
        Constraints.RefuseOthers(Others);
    }

    private static void CheckEnvironment(Dictionary<string, string> variables)
    {
        var reserved = variables.Keys.Where(FunctionEnvironment.Reserved.Contains).Order(StringComparer.Ordinal).ToList();
        if (reserved.Count > 0) throw LambdaErrors.ReservedVariables(reserved);
        var measured = EnvironmentText.Of(variables);
        if (Encoding.UTF8.GetByteCount(measured) > MaxEnvironmentBytes) throw LambdaErrors.EnvironmentTooLarge(measured);
    }

    [GeneratedRegex(@"^arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+$")]
    private static partial Regex RoleRegex();

    [GeneratedRegex(@"^[^\s]+$")]
    private static partial Regex HandlerRegex();

    [GeneratedRegex(@"^[\.\-_/#A-Za-z0-9]+$")]
    private static partial Regex LogGroupRegex();

    [GeneratedRegex("^[a-zA-Z]([a-zA-Z0-9_])+$")]
    private static partial Regex VariableRegex();
}

internal sealed record SnapStartRequest(string? ApplyOn = null);
