using System.Security.Cryptography;
using Amazon;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Microsoft.Win32.SafeHandles;
using TaskTracker.Functions.Api;
using TaskTracker.Functions.Http;
using TaskTracker.Functions.Runtime;
using TaskTracker.Functions.Tasks;

namespace TaskTracker.Functions;

internal static class Program
{
    /// <summary>The template's <c>Handler</c> chooses which of the functions a process is.</summary>
    public static Handler HandlerNamed(string name, TaskTable table, Envelope envelope, TimeProvider time) => name switch
    {
        "GetTasks" => (request, cancellation) => GetTasks.HandleAsync(table, envelope, request, cancellation),
        "GetTask" => (request, cancellation) => GetTask.HandleAsync(table, request, cancellation),
        "CreateTask" => (request, cancellation) => CreateTask.HandleAsync(table, time, request, cancellation),
        "UpdateTask" => (request, cancellation) => UpdateTask.HandleAsync(table, time, request, cancellation),
        "DeleteTask" => (request, cancellation) => DeleteTask.HandleAsync(table, request, cancellation),
        _ => throw new InvalidOperationException($"There is no handler named '{name}'."),
    };

    private static async Task<int> Main()
    {
        // Over TLS the thread that hears the network does the work, and wakes no other to hand it to. Read when the first socket is made.
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
        using var runtime = new RuntimeApi(FunctionSettings.Required("AWS_LAMBDA_RUNTIME_API"));
        try
        {
            if (Init(runtime) is not { } endpoint)
                return 1;

            await RuntimeLoop.RunAsync(runtime, endpoint.AnswerAsync, CancellationToken.None);
            return 0;
        }
        catch (HttpRequestException)
        {
            return 1;
        }
    }

    private static ApiEndpoint? Init(RuntimeApi runtime)
    {
        try
        {
            return CreateEndpoint(FunctionSettings.FromEnvironment(), TimeProvider.System);
        }
        catch (Exception failure)
        {
            runtime.FailInit(failure, CancellationToken.None);
            return null;
        }
    }

    private static ApiEndpoint CreateEndpoint(FunctionSettings settings, TimeProvider time)
    {
        var config = new AmazonDynamoDBConfig
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(settings.Region),
            // Otherwise sought in the name of the endpoint, for each call.
            AuthenticationRegion = settings.Region,
            HttpClientFactory = new CallsOnThisThread(),
        };
        config.EndpointProvider = new OneEndpoint(config.EndpointProvider);
        // The role's credentials are in the environment; the SDK's own search would end at a metadata service that functions have not.
        var dynamo = new AmazonDynamoDBClient(new EnvironmentVariablesAWSCredentials(), config);
        // Loads the cryptography that signs each call now: an environment gets more processor time while it starts than later.
        HMACSHA256.HashData("key"u8, "text"u8);

        var envelope = new Envelope(settings.AllowedOrigin);
        var handler = HandlerNamed(settings.Handler, new TaskTable(dynamo, settings.TableName), envelope, time);
        var standardOutput = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);

        return new ApiEndpoint(handler, envelope, new RequestLog(standardOutput, time, FunctionSettings.Secrets()), time);
    }
}
