using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using TaskTracker.Emulation.Protocols.SigV4;
using TaskTracker.Emulation.Tests.Iam;

namespace TaskTracker.Emulation.Tests.Pipeline;

/// <summary>Each wire has its own words for a signature that is not accepted.</summary>
public sealed class SignatureErrorTests(IamCalls iam) : IClassFixture<IamCalls>
{
    private const string Common = "https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html";

    public static TheoryData<string, string, int, string> Refusals => new()
    {
        { "dynamodb", "unsigned", 400, "MissingAuthenticationTokenException" },
        { "dynamodb", "unknown key", 400, "UnrecognizedClientException" },
        { "dynamodb", "wrong secret", 400, "InvalidSignatureException" },
        { "dynamodb", "wrong token", 400, "UnrecognizedClientException" },
        { "dynamodb", "no token", 400, "UnrecognizedClientException" },
        { "dynamodb", "long ago", 400, "Signature expired: " },
        { "dynamodb", "yet to come", 400, "Signature not yet current: " },
        { "logs", "unknown key", 400, "UnrecognizedClientException" },
        { "logs", "wrong secret", 400, "InvalidSignatureException" },
        { "iam", "unsigned", 403, "MissingAuthenticationToken" },
        { "iam", "unknown key", 403, "InvalidClientTokenId" },
        { "iam", "wrong secret", 403, "SignatureDoesNotMatch" },
        { "iam", "wrong token", 403, "InvalidClientTokenId" },
        { "iam", "long ago", 403, "Signature expired: " },
        { "lambda", "unknown key", 403, "UnrecognizedClientException" },
        { "lambda", "wrong secret", 403, "InvalidSignatureException" },
        { "lambda", "wrong token", 403, "UnrecognizedClientException" },
        { "lambda", "long ago", 403, "Signature expired: " },
        { "s3", "unsigned", 403, "AccessDenied" },
        { "s3", "unknown key", 403, "InvalidAccessKeyId" },
        { "s3", "wrong secret", 403, "SignatureDoesNotMatch" },
        { "s3", "wrong token", 400, "InvalidToken" },
        { "s3", "long ago", 403, "RequestTimeTooSkewed" },
        { "s3", "yet to come", 403, "RequestTimeTooSkewed" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    [Parity("iam/signature", Evidence.Documented, Common + " and those of each service")]
    public async Task A_signature_that_is_not_accepted_is_refused_in_the_words_of_its_service(string service, string what, int status, string words)
    {
        using var http = Client(what, await SessionAsync());

        var answer = what == "unsigned" ? await UnsignedAsync(service) : await CallAsync(http, service);

        AssertRefused(answer, status, words);
    }

    [Fact]
    [Parity("iam/signature", Evidence.Documented, Common)]
    public async Task A_token_that_has_expired_says_so()
    {
        await using var other = new IamCalls();
        await other.InitializeAsync();
        using var http = await other.AssumeAsync(await other.RoleAsync(), ("DurationSeconds", "900"));
        await other.AdvanceClockAsync("PT15M");

        AssertRefused(await CallAsync(http, "dynamodb"), 400, "ExpiredTokenException");
        AssertRefused(await CallAsync(http, "iam"), 403, "<Code>ExpiredToken</Code>");
        AssertRefused(await CallAsync(http, "lambda"), 403, "ExpiredTokenException");
        AssertRefused(await CallAsync(http, "s3"), 400, "<Code>ExpiredToken</Code>");
    }

    [Theory]
    [InlineData("another path", "/signed/other", "", 403, "SignatureDoesNotMatch")]
    [InlineData("another parameter", "/signed/key", "&partNumber=2", 403, "SignatureDoesNotMatch")]
    [InlineData("as it was signed", "/signed/key", "", 404, "NoSuchBucket")]
    [Parity("s3/presigned", Evidence.Documented, "https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html")]
    public async Task A_presigned_url_is_good_for_what_it_says_alone(string why, string path, string more, int status, string code)
    {
        using var http = new HttpClient { BaseAddress = iam.Endpoint };

        using var answer = await http.GetAsync($"{path}?{Presign("/signed/key", 60)}{more}", TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.True((int)answer.StatusCode == status && body.Contains($"<Code>{code}</Code>", StringComparison.Ordinal), $"{why}: {body}");
    }

    [Fact]
    [Parity("s3/presigned", Evidence.Documented, "https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html: X-Amz-Expires is at most 604800")]
    public async Task A_presigned_url_lasts_a_week_at_most()
    {
        using var http = new HttpClient { BaseAddress = iam.Endpoint };

        using var answer = await http.GetAsync($"/signed/key?{Presign("/signed/key", 604_801)}", TestContext.Current.CancellationToken);

        Assert.Contains("<Code>AuthorizationQueryParametersError</Code>", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static void AssertRefused(HttpAnswer answer, int status, string words) =>
        Assert.True(answer.Status == status && (answer.Body + answer.Headers.GetValueOrDefault("x-amzn-ErrorType")).Contains(words, StringComparison.Ordinal),
            $"{answer.Status} {answer.Body}");

    private static Task<HttpAnswer> CallAsync(SignedHttp http, string service) => service switch
    {
        "dynamodb" => http.JsonAsync("dynamodb", "DynamoDB_20120810.ListTables", "{}"),
        "logs" => http.JsonAsync("logs", "Logs_20140328.DescribeLogGroups", "{}", "1.1"),
        "iam" => http.QueryAsync("iam", "2010-05-08", "ListRoles"),
        "lambda" => http.SendAsync("lambda", "GET", "/2015-03-31/functions"),
        _ => http.SendAsync("s3", "GET", "/"),
    };

    private SignedHttp Client(string what, AwsCredentials session) => what switch
    {
        "unknown key" => new SignedHttp(iam.Endpoint, new AwsCredentials("AKIANOBODY", "x")),
        "wrong secret" => new SignedHttp(iam.Endpoint, new AwsCredentials("test", "wrong")),
        "wrong token" => new SignedHttp(iam.Endpoint, session with { SessionToken = "made up" }),
        "no token" => new SignedHttp(iam.Endpoint, session with { SessionToken = null }),
        "long ago" => new SignedHttp(iam.Endpoint, time: new Shifted(TimeSpan.FromHours(-1))),
        "yet to come" => new SignedHttp(iam.Endpoint, time: new Shifted(TimeSpan.FromHours(1))),
        _ => new SignedHttp(iam.Endpoint),
    };

    private async Task<HttpAnswer> UnsignedAsync(string service)
    {
        using var http = new HttpClient { BaseAddress = iam.Endpoint };
        using var request = new HttpRequestMessage(service == "s3" ? HttpMethod.Get : HttpMethod.Post, "/");
        if (service == "iam") request.Content = new FormUrlEncodedContent([new("Action", "ListRoles"), new("Version", "2010-05-08")]);
        if (service == "dynamodb")
        {
            request.Headers.Add("X-Amz-Target", "DynamoDB_20120810.ListTables");
            request.Content = new StringContent("{}", Encoding.UTF8, "application/x-amz-json-1.0");
        }

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return new HttpAnswer((int)answer.StatusCode, new Dictionary<string, string>(), await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<AwsCredentials> SessionAsync()
    {
        var found = IamCalls.Elements(await IamCalls.TryAssumeAsync(iam.Root, await iam.RoleAsync()));
        return new AwsCredentials(found["AccessKeyId"].Single(), found["SecretAccessKey"].Single(), found["SessionToken"].Single());
    }

    private string Presign(string path, int seconds)
    {
        var date = TimeProvider.System.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{date[..8]}/us-east-1/s3/aws4_request";
        var query = $"X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={Uri.EscapeDataString($"test/{scope}")}&X-Amz-Date={date}&X-Amz-Expires={seconds}&X-Amz-SignedHeaders=host";
        Span<byte> hash = stackalloc byte[64];
        CanonicalRequest.Hash("GET", path, query, new HeaderDictionary { ["Host"] = iam.Endpoint.Authority }, "host", "UNSIGNED-PAYLOAD", encodePathTwice: false, hash);
        Span<byte> hex = stackalloc byte[64];
        new SigningKeys().Get("test", scope).Sign(date, scope, hash, hex);
        return $"{query}&X-Amz-Signature={Encoding.ASCII.GetString(hex)}";
    }

    private sealed class Shifted(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => TimeProvider.System.GetUtcNow() + by;
    }
}
