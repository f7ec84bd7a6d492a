using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.AspNetCore.Http;
using TaskTracker.Emulation.Protocols.SigV4;

namespace TaskTracker.Emulation.Tests.S3;

public sealed class SignatureTests(S3Fixture s3) : IClassFixture<S3Fixture>
{
    private const string Errors = "https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/some-bucket/key")]
    [InlineData("PUT", "/some-bucket/key")]
    [Parity("s3/signature", Evidence.Documented, Errors)]
    public async Task Without_a_signature_access_is_denied(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var answer = await s3.Anonymous.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("<Error><Code>AccessDenied</Code><Message>Access Denied</Message><RequestId>", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    [Parity("s3/signature", Evidence.Recorded, "s3/TestS3PresignedUrl: what was signed is shown")]
    public async Task A_wrong_secret_is_told_what_should_have_been_signed()
    {
        using var http = new SignedHttp(s3.Endpoint, new AwsCredentials("test", "wrong"));

        var answer = await http.SendAsync("s3", "GET", "/");

        Assert.Equal(403, answer.Status);
        Assert.Contains("<Code>SignatureDoesNotMatch</Code><Message>The request signature we calculated does not match the signature you provided. "
            + "Check your key and signing method.</Message><AWSAccessKeyId>test</AWSAccessKeyId><StringToSign>AWS4-HMAC-SHA256\n", answer.Body, StringComparison.Ordinal);
        Assert.Contains($"<CanonicalRequest>GET\n/\n\nhost:localhost:{s3.Endpoint.Port}\nx-amz-content-sha256:", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("s3/signature", Evidence.Documented, Errors)]
    public async Task A_key_that_nobody_was_given_does_not_exist()
    {
        using var http = new SignedHttp(s3.Endpoint, new AwsCredentials("AKIANOBODY", "x"));

        var answer = await http.SendAsync("s3", "GET", "/");

        Assert.Contains("<Code>InvalidAccessKeyId</Code><Message>The AWS Access Key Id you provided does not exist in our records.</Message><AWSAccessKeyId>AKIANOBODY</AWSAccessKeyId>", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_url_presigned_for_another_service_says_whose_endpoint_this_is()
    {
        var url = (await PresignAsync(await s3.NewBucketAsync(), HttpVerb.GET, TimeSpan.FromMinutes(1))).Replace("%2Fs3%2F", "%2Fsqs%2F", StringComparison.Ordinal);

        using var answer = await s3.Anonymous.GetAsync(url, Cancellation);

        Assert.Contains("<Code>AuthorizationQueryParametersError</Code><Message>Error parsing the X-Amz-Credential parameter; incorrect service \"sqs\". This endpoint belongs to \"s3\".</Message>",
            await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    [Parity("s3/signature", Evidence.Documented, Errors + " (XAmzContentSHA256Mismatch)")]
    public async Task A_body_that_was_changed_on_the_way_is_refused()
    {
        var body = await PutSignedAtAsync(TimeProvider.System.GetUtcNow());

        Assert.Contains("<Code>XAmzContentSHA256Mismatch</Code><Message>The provided 'x-amz-content-sha256' header does not match what was computed.</Message>"
            + "<ClientComputedContentSHA256>e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855</ClientComputedContentSHA256>", body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("s3/signature", Evidence.Documented, Errors + " (RequestTimeTooSkewed)")]
    public async Task A_request_of_long_ago_is_too_skewed()
    {
        var body = await PutSignedAtAsync(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

        Assert.Contains("<Code>RequestTimeTooSkewed</Code><Message>The difference between the request time and the current time is too large.</Message>"
            + "<RequestTime>20260101T000000Z</RequestTime>", body, StringComparison.Ordinal);
        Assert.Contains("<MaxAllowedSkewMilliseconds>900000</MaxAllowedSkewMilliseconds>", body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("s3/presigned", Evidence.Documented, "https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html")]
    public async Task A_presigned_url_lets_anybody_put_and_get()
    {
        var bucket = await s3.NewBucketAsync();
        using var content = new StringContent("from anybody");

        using var put = await s3.Anonymous.PutAsync(await PresignAsync(bucket, HttpVerb.PUT, TimeSpan.FromMinutes(1)), content, Cancellation);
        var got = await s3.Anonymous.GetStringAsync(await PresignAsync(bucket, HttpVerb.GET, TimeSpan.FromMinutes(1)), Cancellation);

        Assert.Equal((HttpStatusCode.OK, "from anybody"), (put.StatusCode, got));
    }

    [Fact]
    [Parity("s3/presigned", Evidence.Recorded, "s3/TestS3PresignedUrl: Request has expired")]
    public async Task A_presigned_url_expires()
    {
        var bucket = await s3.NewBucketAsync();
        var url = await PresignAsync(bucket, HttpVerb.GET, TimeSpan.FromMinutes(1));
        var old = System.Text.RegularExpressions.Regex.Replace(url, "X-Amz-Date=[^&]+", "X-Amz-Date=20200101T000000Z").Replace(TimeProvider.System.GetUtcNow().ToString("yyyyMMdd", null) + "%2F", "20200101%2F", StringComparison.Ordinal);

        using var answer = await s3.Anonymous.GetAsync(old, Cancellation);
        var body = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("<Code>AccessDenied</Code><Message>Request has expired</Message><X-Amz-Expires>", body, StringComparison.Ordinal);
        Assert.Contains("<Expires>2020-01-01T00:0", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("99991231", "99991231T235959Z", "<X-Amz-Date>253402300799000</X-Amz-Date><Expires>9999-12-31T23:59:59.999Z</Expires>")]
    [InlineData("20990101", "20990101T000000Z", "<X-Amz-Date>4070908800000</X-Amz-Date><Expires>2099-01-08T00:00:00.000Z</Expires>")]
    [Parity("s3/presigned", Evidence.Unverified, "https://github.com/minio/minio/issues/2638 quotes AWS: Request is not yet valid")]
    public async Task A_url_presigned_for_the_future_is_not_yet_valid(string day, string date, string members)
    {
        var query = $"X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=test%2F{day}%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date={date}&X-Amz-Expires=604800&X-Amz-SignedHeaders=host&X-Amz-Signature=00";

        using var answer = await s3.Anonymous.GetAsync($"/some-bucket/x?{query}", Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains($"<Code>AccessDenied</Code><Message>Request is not yet valid</Message>{members}<ServerTime>", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x-amz-meta-a", "b", "x-amz-meta-a")]
    [InlineData("X-Amz-Copy-Source", "/other/key", "x-amz-copy-source")]
    [InlineData("x-amz-website-redirect-location", "https://evil.example/", "x-amz-website-redirect-location")]
    [InlineData("x-amz-content-sha256", "UNSIGNED-PAYLOAD", "")]
    [InlineData("x-other", "any", "")]
    [Parity("s3/presigned", Evidence.Unverified, "https://github.com/soto-project/soto/issues/374 quotes AWS; that x-amz-content-sha256 passes: https://github.com/demarche-numerique/ds_proxy/pull/164")]
    public async Task Who_holds_a_presigned_url_adds_no_header_of_AWS_to_it(string name, string value, string refused)
    {
        var bucket = await s3.NewBucketAsync();
        using var request = new HttpRequestMessage(HttpMethod.Put, await PresignAsync(bucket, HttpVerb.PUT, TimeSpan.FromMinutes(1)));
        request.Content = new StringContent("content");
        request.Headers.TryAddWithoutValidation(name, value);

        await AssertUnsignedAsync(request, refused);
    }

    [Theory]
    [InlineData("x-amz-meta-a", "b", "x-amz-meta-a")]
    [InlineData("x-amz-copy-source", "/other/key", "x-amz-copy-source")]
    [InlineData("x-other", "any", "")]
    [Parity("s3/signature", Evidence.Unverified, "https://github.com/minio/minio/issues/16917 says so of AWS")]
    public async Task Nor_does_who_passes_a_signed_request_on(string name, string value, string refused)
    {
        var path = $"/{await s3.NewBucketAsync()}/x";
        var signed = new HeaderDictionary { ["Host"] = s3.Endpoint.Authority };
        new RequestSigner(new AwsCredentials("test", "test"), "us-east-1", TimeProvider.System).Sign("s3", "PUT", path, "", signed, "content"u8);
        using var request = new HttpRequestMessage(HttpMethod.Put, path);
        request.Content = new ByteArrayContent("content"u8.ToArray());
        foreach (var header in signed) request.Headers.TryAddWithoutValidation(header.Key, header.Value.ToString());
        request.Headers.TryAddWithoutValidation(name, value);

        await AssertUnsignedAsync(request, refused);
    }

    [Fact]
    [Parity("s3/presigned", Evidence.Unverified, "https://github.com/brendanhay/amazonka/issues/272 quotes AWS")]
    public async Task A_url_whose_host_is_not_signed_is_refused_in_the_same_words()
    {
        var url = await PresignAsync(await s3.NewBucketAsync(), HttpVerb.GET, TimeSpan.FromMinutes(1));
        using var request = new HttpRequestMessage(HttpMethod.Get, url.Replace("SignedHeaders=host", "SignedHeaders=", StringComparison.Ordinal));

        await AssertUnsignedAsync(request, "host");
    }

    [Theory]
    [InlineData("as a client of version 2 makes it", "4102444800", "FmsHygJNpFGULxxkjzad5702G1g=", 200)]
    [InlineData("for another time", "4102444801", "FmsHygJNpFGULxxkjzad5702G1g=", 403)]
    [InlineData("for another method", "4102444800", "+4FvBWdxyNyVEMumYGXF3d3XA1c=", 403)]
    [InlineData("expired", "1577836800", "+4FvBWdxyNyVEMumYGXF3d3XA1c=", 403)]
    [Parity("s3/presigned", Evidence.Documented, "https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html")]
    public async Task A_url_presigned_in_version_2_works(string why, string expires, string signature, int status)
    {
        await s3.Client.PutBucketAsync("presigned-in-v2", Cancellation);
        await s3.PutAsync("presigned-in-v2", "x");

        using var answer = await s3.Anonymous.GetAsync($"/presigned-in-v2/x?AWSAccessKeyId=test&Expires={expires}&Signature={Uri.EscapeDataString(signature)}", Cancellation);

        Assert.True(status == (int)answer.StatusCode, why);
    }

    [Fact]
    [Parity("s3/presigned", Evidence.Recorded, "s3/TestS3PresignedUrl: a missing parameter")]
    public async Task A_url_that_is_half_signed_is_told_what_it_lacks()
    {
        using var answer = await s3.Anonymous.GetAsync("/some-bucket/x?AWSAccessKeyId=test", Cancellation);

        Assert.Contains("<Code>AccessDenied</Code><Message>Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters</Message>", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    /// <summary>With the hash of another body and a made-up signature.</summary>
    private async Task<string> PutSignedAtAsync(DateTimeOffset time)
    {
        var date = time.ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Put, "/some-bucket/x");
        request.Content = new StringContent("changed");
        request.Headers.Add("X-Amz-Date", date);
        request.Headers.Add("x-amz-content-sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"AWS4-HMAC-SHA256 Credential=test/{date[..8]}/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=00");
        using var answer = await s3.Anonymous.SendAsync(request, Cancellation);
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }

    /// <param name="refused">The header that is not signed; empty where the request is taken.</param>
    private async Task AssertUnsignedAsync(HttpRequestMessage request, string refused)
    {
        using var answer = await s3.Anonymous.SendAsync(request, Cancellation);
        var body = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.True(answer.StatusCode == (refused.Length == 0 ? HttpStatusCode.OK : HttpStatusCode.Forbidden), body);
        Assert.Equal(refused.Length > 0, body.Contains(
            $"<Code>AccessDenied</Code><Message>There were headers present in the request which were not signed</Message><HeadersNotSigned>{refused}</HeadersNotSigned>", StringComparison.Ordinal));
    }

    private Task<string> PresignAsync(string bucket, HttpVerb verb, TimeSpan validFor) => s3.Client.GetPreSignedURLAsync(new GetPreSignedUrlRequest
    {
        BucketName = bucket,
        Key = "shared file",
        Verb = verb,
        Protocol = Protocol.HTTP,
        Expires = TimeProvider.System.GetUtcNow().UtcDateTime + validFor,
    });
}
