using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using TaskTracker.Emulation;
using TaskTracker.Emulation.Pipeline;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Protocols.SigV4;
using TaskTracker.Emulation.Requests;

namespace TaskTracker.Bench;

/// <summary>What knowing the caller of one request costs, warm: a PutItem with a body of about 300 bytes, its signature computed again and compared.</summary>
internal static class Signatures
{
    private const int Rounds = 50_000;

    /// <returns>Microseconds for one request: what it takes with its signature, less what it takes with <c>--iam off</c>.</returns>
    public static double Measure()
    {
        var scope = new AwsScope("000000000000", "us-east-1");
        var credentials = new AwsCredentials("test", "test");
        var known = new KnownCredentials(credentials, Caller.Root(scope), ExpiresAt: null);
        var exchange = Signed(credentials, scope.Region);
        double Median(IamMode mode)
        {
            var authenticate = new Authenticate(scope, mode, _ => known, TimeProvider.System);
            return Enumerable.Range(0, 9).Select(_ => Round(authenticate, exchange)).Order().ElementAt(4);
        }

        return Median(IamMode.Enforce) - Median(IamMode.Off);
    }

    /// <returns>Microseconds for one request.</returns>
    private static double Round(Authenticate authenticate, Exchange exchange)
    {
        var service = new Service("dynamodb", "dynamodb", new JsonProtocol("1.0", []));
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Rounds; i++) authenticate.Identify(service, exchange);
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / Rounds;
    }

    private static Exchange Signed(AwsCredentials credentials, string region)
    {
        var body = Encoding.UTF8.GetBytes(new string('b', 300));
        var headers = new HeaderDictionary(new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase)
        {
            ["Host"] = "localhost:4566",
            ["Content-Type"] = "application/x-amz-json-1.0",
            ["X-Amz-Target"] = "DynamoDB_20120810.PutItem",
        });
        new RequestSigner(credentials, region, TimeProvider.System).Sign("dynamodb", "POST", "/", "", headers, body);
        return new Exchange
        {
            Request = new AwsRequest { Method = "POST", RawPath = "/", Headers = headers, Body = body },
            Response = new AwsResponse(new HeaderDictionary()),
            Record = new RequestRecord(0),
        };
    }
}
