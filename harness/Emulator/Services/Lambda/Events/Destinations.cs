using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.Lambda.Hosting;

namespace TaskTracker.Emulation.Services.Lambda.Events;

/// <summary>Where records of invocations go that nobody waited for: an object in a bucket, or another function. They are sent with the function's own permissions.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html</remarks>
internal sealed partial class Destinations(CallService call, BeginRoleSession beginSession, TimeProvider clock, EventMeters meters, ILogger<Destinations> logger)
{
    private const string BucketPrefix = ":s3:::";
    private const string FunctionPart = ":lambda:";

    /// <param name="functionArn">Of the function whose invocations they are told about, without a qualifier.</param>
    /// <exception cref="AwsError">InvalidParameterValueException: of a kind that there is not here, a function that there is not, or the function itself.</exception>
    public static (string? OnSuccess, string? OnFailure) Check(LambdaState state, DestinationConfigWire? config, string functionArn)
    {
        var (onSuccess, onFailure) = (Given(config?.OnSuccess), Given(config?.OnFailure));
        foreach (var arn in new[] { onFailure, onSuccess })
        {
            if (arn is null) continue;
            if (arn.Contains(FunctionPart, StringComparison.Ordinal)) CheckFunction(state, arn, functionArn);
            else if (!arn.Contains(BucketPrefix, StringComparison.Ordinal))
            {
                throw LambdaErrors.NotSupported($"The destination {arn}: functions and, for failures, buckets can be destinations. It");
            }
        }

        return onSuccess?.Contains(BucketPrefix, StringComparison.Ordinal) == true ? throw LambdaErrors.WrongDestinations(onSuccess, onFailure) : (onSuccess, onFailure);
    }

    /// <summary>Of records of a stream only buckets are told.</summary>
    /// <exception cref="AwsError">InvalidParameterValueException.</exception>
    public static string? CheckBucket(string? arn)
    {
        if (string.IsNullOrEmpty(arn)) return null;
        return arn.Contains(BucketPrefix, StringComparison.Ordinal) ? arn : throw LambdaErrors.NotSupported($"The destination {arn}: buckets can be destinations of a stream. It");
    }

    /// <param name="arn"><c>null</c> for nowhere.</param>
    public Task SendAsync(string? arn, EventOutcome outcome) =>
        SendAsync(arn, outcome.Function, outcome.Event.Id, outcome.ToJson(clock.GetUtcNow()), $"aws/lambda/async/{outcome.Function.Name}");

    /// <param name="arn"><c>null</c> for nowhere.</param>
    /// <param name="function">Whose permissions it takes.</param>
    /// <param name="folder">Before the time in the name of an object in a bucket.</param>
    public async Task SendAsync(string? arn, Function function, string requestId, byte[] record, string folder)
    {
        if (arn is null) return;
        try
        {
            var caller = beginSession(function.Deployment.Settings.Role, function.Name).Caller;
            var isBucket = arn.Contains(BucketPrefix, StringComparison.Ordinal);
            var reply = await call(isBucket ? "s3" : "lambda", isBucket ? Put(arn, record, folder) : Invoke(arn, record), caller, CancellationToken.None).ConfigureAwait(false);
            if (reply.Status >= 300) NotSent(function, requestId, arn, reply.Status);
        }
        catch (AwsError refusal)
        {
            NotSent(function, requestId, arn, refusal.Status);
        }
    }

    private static string? Given(DestinationWire? wire) => string.IsNullOrEmpty(wire?.Destination) ? null : wire.Destination;

    private static void CheckFunction(LambdaState state, string arn, string functionArn)
    {
        var found = state.Find(FunctionPolicies.NameIn(arn));
        if (found is null || (arn != found.Arn && !arn.StartsWith(found.Arn + ":", StringComparison.Ordinal))) throw LambdaErrors.NoDestination(arn);
        if (found.Arn == functionArn) throw LambdaErrors.Invalid("You can't specify the function as a destination for itself.");
        if (arn != found.Arn && found.At(arn[(found.Arn.Length + 1)..]) is null) throw LambdaErrors.NoDestination(arn);
    }

    private void NotSent(Function function, string requestId, string arn, int status)
    {
        meters.NotDelivered(function.Name);
        LogNotSent(requestId, arn, status);
    }

    private AwsRequest Put(string arn, byte[] record, string folder)
    {
        var bucket = arn[(arn.IndexOf(BucketPrefix, StringComparison.Ordinal) + BucketPrefix.Length)..];
        var key = string.Create(CultureInfo.InvariantCulture,
            $"{folder}/{clock.GetUtcNow().UtcDateTime:yyyy/MM/dd/yyyy-MM-dd'T'HH.mm.ss}-{Guid.NewGuid()}");
        return Request("PUT", $"/{bucket}/{key}", record);
    }

    private static AwsRequest Invoke(string arn, byte[] record)
    {
        var request = Request("POST", $"/2015-03-31/functions/{Uri.EscapeDataString(arn)}/invocations", record);
        request.Headers["X-Amz-Invocation-Type"] = "Event";
        return request;
    }

    private static AwsRequest Request(string method, string path, byte[] body) => new()
    {
        Method = method,
        RawPath = path,
        Body = body,
        Headers = new HeaderDictionary { ContentLength = body.Length, ["Content-Type"] = "application/json", ["Host"] = "localhost" },
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The record of the invocation {RequestId} did not reach {Destination}: status {Status}")]
    private partial void LogNotSent(string requestId, string destination, int status);
}
