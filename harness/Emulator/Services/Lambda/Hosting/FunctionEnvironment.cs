using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>The environment variables that a function finds.</summary>
/// <remarks>
/// Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html, recorded as lambda_/test_lambda_common: test_introspection_invoke.
/// AWS_ENDPOINT_URL, TMPDIR and, where tables live elsewhere, AWS_ENDPOINT_URL_DYNAMODB are ours; AWS_EXECUTION_ENV is not set for runtimes that are an operating system alone.
/// </remarks>
internal static class FunctionEnvironment
{
    /// <summary>Names that a function's owner may not give.</summary>
    public static readonly IReadOnlySet<string> Reserved = new HashSet<string>(StringComparer.Ordinal)
    {
        "_HANDLER", "_X_AMZN_TRACE_ID", "AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_DEFAULT_REGION", "AWS_EXECUTION_ENV", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_LAMBDA_LOG_GROUP_NAME",
        "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_LAMBDA_RUNTIME_API", "AWS_REGION", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "LAMBDA_RUNTIME_DIR",
        "LAMBDA_TASK_ROOT",
    };

    public static Dictionary<string, string> Of(ExecutionEnvironment environment, string region, FunctionEndpoints endpoints)
    {
        var (deployment, settings, folder) = (environment.Deployment, environment.Deployment.Settings, environment.Folder);
        var credentials = environment.Session.Credentials;
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AWS_ENDPOINT_URL"] = $"http://{endpoints.Emulator}",
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = settings.MemoryMb.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["AWS_LAMBDA_FUNCTION_NAME"] = deployment.FunctionName,
            ["AWS_LAMBDA_FUNCTION_VERSION"] = deployment.Version,
            ["AWS_LAMBDA_INITIALIZATION_TYPE"] = environment.IsProvisioned ? "provisioned-concurrency" : "on-demand",
            ["AWS_LAMBDA_LOG_GROUP_NAME"] = settings.LogGroup,
            ["AWS_LAMBDA_LOG_STREAM_NAME"] = environment.Stream.Name,
            ["AWS_LAMBDA_RUNTIME_API"] = $"{endpoints.Emulator}{RuntimeApi.RuntimeApiDoor.Prefix}{environment.Token}",
            ["AWS_REGION"] = region,
            ["AWS_DEFAULT_REGION"] = region,
            ["AWS_ACCESS_KEY_ID"] = credentials.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = credentials.SecretAccessKey,
            ["AWS_SESSION_TOKEN"] = credentials.SessionToken ?? "",
            ["AWS_XRAY_CONTEXT_MISSING"] = "LOG_ERROR",
            ["AWS_XRAY_DAEMON_ADDRESS"] = "127.0.0.1:2000",
            ["LAMBDA_TASK_ROOT"] = folder,
            ["LAMBDA_RUNTIME_DIR"] = "/var/runtime",
            ["LANG"] = "en_US.UTF-8",
            ["LD_LIBRARY_PATH"] = $"{folder}:{folder}/lib",
            ["TMPDIR"] = environment.Temporary ?? "/tmp",
            ["PATH"] = "/usr/local/bin:/usr/bin/:/bin:/opt/bin",
            ["TZ"] = ":UTC",
            ["_HANDLER"] = settings.Handler,
        };
        if (RuntimeProgram.IsNode(settings.Runtime)) variables["AWS_EXECUTION_ENV"] = $"AWS_Lambda_{settings.Runtime}";
        if (endpoints.DynamoDb is { } dynamoDb)
        {
            // Source: https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
            variables["AWS_ENDPOINT_URL_DYNAMODB"] = variables["AWS_ENDPOINT_URL_DYNAMODB_STREAMS"] = dynamoDb.GetLeftPart(UriPartial.Authority);
        }

        if (settings.Environment is null) return variables;
        foreach (var (name, value) in settings.Environment) variables[name] = value;
        return variables;
    }

    /// <summary>What machines of this kind run, as Lambda calls it.</summary>
    public static string MachineArchitecture => RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x86_64";

    /// <summary>As Lambda names them: <c>2025/11/24/[$LATEST]{32 hex}</c>.</summary>
    public static string NewLogStreamName(DateTimeOffset now, string version)
    {
        var name = new StringBuilder(now.UtcDateTime.ToString("yyyy'/'MM'/'dd", System.Globalization.CultureInfo.InvariantCulture));
        return name.Append("/[").Append(version).Append(']').Append(RandomNumberGenerator.GetHexString(32, lowercase: true)).ToString();
    }
}
