using System.Globalization;
using System.IO.Hashing;
using TaskTracker.Emulation.Pipeline;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.DynamoDb;

/// <summary>What DynamoDB answers to browsers and health checks, which do not sign: preflights of signed calls, and <c>GET /</c> on its own host name.</summary>
internal static class DynamoDbDoor
{
    public static readonly Door Door = new("dynamodb", Owns, ServeAsync, MaxBodyBytes: 0, IsRecorded: false);

    private static bool Owns(AwsRequest request)
    {
        if (request.RawPath != "/" || request.Headers.Authorization.Count > 0) return false;
        var headers = request.Headers["Access-Control-Request-Headers"].ToString();
        var isPreflight = request.Method == "OPTIONS" && headers.Contains("x-amz-target", StringComparison.OrdinalIgnoreCase);
        return isPreflight || (request.Method == "GET" && request.HostName.StartsWith("dynamodb.", StringComparison.Ordinal));
    }

    private static ValueTask ServeAsync(Exchange exchange)
    {
        var headers = exchange.Response.Headers;
        var asked = exchange.Request.Headers;
        headers["x-amzn-RequestId"] = exchange.RequestId;
        if (asked.Origin.Count > 0) headers.AccessControlAllowOrigin = "*";
        if (exchange.Request.Method == "OPTIONS")
        {
            if (HeaderText.IsValue(asked.AccessControlRequestHeaders.ToString())) headers.AccessControlAllowHeaders = asked.AccessControlRequestHeaders;
            if (HeaderText.IsValue(asked.AccessControlRequestMethod.ToString())) headers.AccessControlAllowMethods = asked.AccessControlRequestMethod;
            headers.AccessControlMaxAge = "172800";
            return ValueTask.CompletedTask;
        }

        var body = "healthy: dynamodb.us-east-1.amazonaws.com "u8.ToArray();
        headers["x-amz-crc32"] = Crc32.HashToUInt32(body).ToString(CultureInfo.InvariantCulture);
        exchange.Response.Share(body);
        return ValueTask.CompletedTask;
    }
}
