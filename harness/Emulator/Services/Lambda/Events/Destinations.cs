using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.Lambda.Hosting;

namespace TaskTracker.Emulation.Services.Lambda.Events;

/// <summary>Where records of asynchronous invocations go: an object in a bucket, or another function. They are sent with the function's own permissions.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html</remarks>
internal sealed partial class Destinations(CallService call, BeginRoleSession beginSession, TimeProvider clock, ILogger<Destinations> logger)
{
    private const string BucketPrefix = ":s3:::";
    private const string FunctionPart = ":lambda:";

    /// <exception cref="AwsError">InvalidParameterValueException: of a kind that there is not here, or the function itself.</exception>
    public static string? Check(string? arn, string functionArn, bool onSuccess)
    {
        if (string.IsNullOrEmpty(arn)) return null;
        if (arn.StartsWith(functionArn, StringComparison.Ordinal)) throw LambdaErrors.Invalid("You can't specify the function as a destination for itself.");
        if (arn.Contains(FunctionPart, StringComparison.Ordinal)) return arn;
        if (arn.Contains(BucketPrefix, StringComparison.Ordinal))
        {
            return onSuccess ? throw LambdaErrors.Invalid($"The provided destination config DestinationConfig(onSuccess=OnSuccess(destination={arn})) is invalid.") : arn;
        }

        throw LambdaErrors.NotSupported($"The destination {arn}: functions and, for failures, buckets can be destinations. It");
    }

    /// <param name="arn"><c>null</c> for nowhere.</param>
    public async Task SendAsync(string? arn, EventOutcome outcome)
    {
        if (arn is null) return;
        try
        {
            var caller = beginSession(outcome.Function.Deployment.Settings.Role, outcome.Function.Name).Caller;
            var record = outcome.ToJson(clock.GetUtcNow());
            var isBucket = arn.Contains(BucketPrefix, StringComparison.Ordinal);
            var reply = await call(isBucket ? "s3" : "lambda", isBucket ? Put(arn, record, outcome) : Invoke(arn, record), caller, CancellationToken.None).ConfigureAwait(false);
            if (reply.Status >= 300) LogNotSent(outcome.Event.Id, arn, reply.Status);
        }
        catch (AwsError refusal)
        {
            LogNotSent(outcome.Event.Id, arn, refusal.Status);
        }
    }

    private AwsRequest Put(string arn, byte[] record, EventOutcome outcome)
    {
        var bucket = arn[(arn.IndexOf(BucketPrefix, StringComparison.Ordinal) + BucketPrefix.Length)..];
        var key = string.Create(CultureInfo.InvariantCulture,
            $"aws/lambda/async/{outcome.Function.Name}/{clock.GetUtcNow().UtcDateTime:yyyy/MM/dd/yyyy-MM-dd'T'HH.mm.ss}-{Guid.NewGuid()}");
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The record of the asynchronous invocation {RequestId} did not reach {Destination}: status {Status}")]
    private partial void LogNotSent(string requestId, string destination, int status);
}
