using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.ApiGateway.Serving;

/// <summary>How large a request may be before its body.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html</remarks>
internal static class RequestHead
{
    private const int MaxBytes = 10_240;

    /// <summary>Request line and header values together; names do not count.</summary>
    public static bool IsTooLarge(AwsRequest request)
    {
        var size = request.Method.Length + request.RawPath.Length + request.RawQuery.Length;
        foreach (var header in request.Headers)
        {
            foreach (var value in header.Value) size += value?.Length ?? 0;
        }

        return size > MaxBytes;
    }
}
