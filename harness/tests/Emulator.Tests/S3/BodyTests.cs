using System.Text;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Protocols.SigV4;
using TaskTracker.Emulation.Services.S3.Bodies;

namespace TaskTracker.Emulation.Tests.S3;

public sealed class BodyTests(S3Fixture s3) : IClassFixture<S3Fixture>
{
    private const string Integrity = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html";
    private const string DocumentedSecret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private const string DocumentedScope = "20130524/us-east-1/s3/aws4_request";
    private const string Chunked = "a\r\n0123456789\r\n5\r\nabcde\r\n0\r\n{0}\r\n";

    private static readonly Dictionary<string, string> ChunkedHeaders = new() { ["x-amz-decoded-content-length"] = "15", ["x-amz-trailer"] = "x-amz-checksum-crc32" };

    public static TheoryData<string, string, string> Sums => new()
    {
        { "CRC32", "x-amz-checksum-crc32", "y/Q5Jg==" },
        { "CRC32C", "x-amz-checksum-crc32c", "4waSgw==" },
        { "CRC64NVME", "x-amz-checksum-crc64nvme", "rosUhgp5mIg=" },
        { "SHA1", "x-amz-checksum-sha1", "98O8HYCOBHMq32eZZczDTKeuNEE=" },
        { "SHA256", "x-amz-checksum-sha256", "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=" },
    };

    [Theory]
    [MemberData(nameof(Sums))]
    [Parity("s3:PutObject", Evidence.Documented, Integrity)]
    public async Task A_checksum_is_verified_kept_and_returned_when_asked_for(string name, string header, string value)
    {
        var bucket = await s3.NewBucketAsync();

        var put = await s3.Http.SendAsync("s3", "PUT", $"/{bucket}/x", "123456789", (header, value));
        var asked = await s3.Http.SendAsync("s3", "GET", $"/{bucket}/x", "", ("x-amz-checksum-mode", "ENABLED"));
        var plain = await s3.Http.SendAsync("s3", "GET", $"/{bucket}/x");
        var wrong = await s3.Http.SendAsync("s3", "PUT", $"/{bucket}/x", "12345678", (header, value));

        Assert.Equal((value, "FULL_OBJECT"), (put.Headers.GetValueOrDefault(header), put.Headers.GetValueOrDefault("x-amz-checksum-type")));
        Assert.Equal(value, asked.Headers[header]);
        Assert.DoesNotContain(header, plain.Headers.Keys);
        Assert.Contains($"<Code>BadDigest</Code><Message>The {name} you specified did not match the calculated checksum.</Message>", wrong.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("s3:PutObject", Evidence.Documented, Integrity + ": without a checksum S3 computes CRC64NVME")]
    public async Task An_object_that_comes_without_a_checksum_gets_one()
    {
        var bucket = await s3.NewBucketAsync();

        var put = await s3.Http.SendAsync("s3", "PUT", $"/{bucket}/x", "123456789");

        Assert.Equal("rosUhgp5mIg=", put.Headers["x-amz-checksum-crc64nvme"]);
    }

    public static TheoryData<string, string, string, string> BadClaims => new()
    {
        { "a value that is no base64", "x-amz-checksum-crc32", "??", "<Code>InvalidRequest</Code><Message>Value for x-amz-checksum-crc32 header is invalid.</Message>" },
        { "a value of another length", "x-amz-checksum-sha256", "y/Q5Jg==", "<Code>InvalidRequest</Code><Message>Value for x-amz-checksum-sha256 header is invalid.</Message>" },
        { "an algorithm without its sum", "x-amz-sdk-checksum-algorithm", "CRC32", "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found." },
        { "an MD5 that is none", "Content-MD5", "abc", "<Code>InvalidDigest</Code><Message>The Content-MD5 you specified was invalid.</Message>" },
        { "the MD5 of something else", "Content-MD5", "1B2M2Y8AsgTpgAmY7PhCfg==", "<Code>BadDigest</Code><Message>The Content-MD5 you specified did not match what we received.</Message>" },
    };

    [Theory]
    [MemberData(nameof(BadClaims))]
    [Parity("s3:PutObject", Evidence.Recorded, "s3/test_put_object_checksum: wrong values; Content-MD5 by the API reference")]
    public async Task A_claim_that_does_not_hold_is_refused(string why, string header, string value, string expected)
    {
        var bucket = await s3.NewBucketAsync();

        var answer = await s3.Http.SendAsync("s3", "PUT", $"/{bucket}/x", "123456789", (header, value));

        Assert.True(answer.Body.Contains(expected, StringComparison.Ordinal), $"{why}: {answer.Body}");
    }

    [Fact]
    [Parity("s3/aws-chunked", Evidence.Recorded, "https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html: the example's signatures")]
    public void Signed_chunks_are_those_of_the_documented_example()
    {
        var signatures = Documented("4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9");
        var body = new MemoryStream();
        WriteChunk(body, 65536, "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648");
        WriteChunk(body, 1024, "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497");
        WriteChunk(body, 0, "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9");

        var decoded = AwsChunked.Decode(body.ToArray(), 66560, signatures);

        Assert.True(decoded.Content.All(b => b == 'a'));
        Assert.Empty(decoded.Trailers);
    }

    [Fact]
    [Parity("s3/aws-chunked", Evidence.Recorded, "https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html: the example's signatures")]
    public void A_signed_trailer_is_that_of_the_documented_example()
    {
        var body = WithTrailer("sOO8/Q==");

        var decoded = AwsChunked.Decode(body, 66560, Documented("106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e"));

        Assert.Equal([new("x-amz-checksum-crc32c", "sOO8/Q==")], decoded.Trailers);
    }

    [Fact]
    public void A_trailer_that_was_changed_is_not_signed()
    {
        var body = WithTrailer("sOO8/A==");

        var refusal = Assert.Throws<AwsError>(() => AwsChunked.Decode(body, 66560, Documented("106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e")));

        Assert.Equal("SignatureDoesNotMatch", refusal.Code);
    }

    public static TheoryData<string, string, int, string> BadBodies => new()
    {
        { "less than announced", "3\r\nabc\r\n0\r\n\r\n", 4, "IncompleteBody" },
        { "more than announced", "3\r\nabc\r\n0\r\n\r\n", 2, "IncompleteBody" },
        { "cut in a chunk", "8\r\nabc", 8, "IncompleteBody" },
        { "cut before the last chunk", "3\r\nabc\r\n", 3, "IncompleteBody" },
        { "a size that is no number", "x\r\nabc\r\n0\r\n\r\n", 3, "IncompleteBody" },
        { "a size below nothing", "-1\r\nabc\r\n0\r\n\r\n", 3, "IncompleteBody" },
        { "a size beyond all bounds", "ffffffffff\r\nabc\r\n0\r\n\r\n", 3, "IncompleteBody" },
        { "content that runs on", "2\r\nabc\r\n0\r\n\r\n", 2, "IncompleteBody" },
        { "a trailer without a name", "3\r\nabc\r\n0\r\n:x\r\n\r\n", 3, "MalformedTrailerError" },
    };

    [Theory]
    [MemberData(nameof(BadBodies))]
    public void A_chunked_body_that_is_not_whole_is_refused(string why, string body, int length, string code)
    {
        var refusal = Assert.Throws<AwsError>(() => AwsChunked.Decode(Encoding.ASCII.GetBytes(body), length, signatures: null));

        Assert.True(refusal.Code == code, $"{why}: {refusal.Code}");
    }

    [Theory]
    [InlineData("the right checksum behind the content", "x-amz-checksum-crc32:Fim7kg==\r\n", 200, "")]
    [InlineData("a wrong one", "x-amz-checksum-crc32:y/Q5Jg==\r\n", 400, "<Code>BadDigest</Code>")]
    [InlineData("one that is none", "x-amz-checksum-crc32:y\r\n", 400, "Value for x-amz-checksum-crc32 trailing header is invalid.")]
    [InlineData("none, though announced", "", 400, "<Code>MalformedTrailerError</Code>")]
    [Parity("s3/aws-chunked", Evidence.Documented, "https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html")]
    public async Task An_unsigned_body_is_vouched_for_by_its_trailer(string why, string trailer, int status, string expected)
    {
        var bucket = await s3.NewBucketAsync();
        using var request = new HttpRequestMessage(HttpMethod.Put, await PresignedPutAsync(bucket));
        request.Content = new StringContent(Chunked.Replace("{0}", trailer, StringComparison.Ordinal));
        request.Content.Headers.ContentEncoding.Add("aws-chunked");
        request.Headers.Add("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER");
        foreach (var (name, value) in ChunkedHeaders) request.Headers.Add(name, value);

        using var answer = await s3.Anonymous.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.True(status == (int)answer.StatusCode, $"{why}: {body}");
        Assert.Contains(expected, body, StringComparison.Ordinal);
        if (status == 200) Assert.Equal("0123456789abcde", await s3.ReadAsync(bucket, "chunked"));
    }

    private static ChunkSignatures Documented(string seed) => new(
        SigningKey.Derive(DocumentedSecret, DocumentedScope),
        new Signature("AKIAIOSFODNN7EXAMPLE", DocumentedScope, "us-east-1", "s3", "20130524T000000Z", "host", seed, null, null));

    private static byte[] WithTrailer(string checksum)
    {
        var body = new MemoryStream();
        WriteChunk(body, 65536, "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2");
        WriteChunk(body, 1024, "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7");
        WriteChunk(body, 0, "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992", isLast: true);
        body.Write(Encoding.ASCII.GetBytes(
            $"x-amz-checksum-crc32c:{checksum}\r\nx-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n"));
        return body.ToArray();
    }

    private static void WriteChunk(MemoryStream body, int size, string signature, bool isLast = false)
    {
        body.Write(Encoding.ASCII.GetBytes($"{size:x};chunk-signature={signature}\r\n"));
        body.Write(Encoding.ASCII.GetBytes(new string('a', size)));
        if (!isLast) body.Write("\r\n"u8);
    }

    private Task<string> PresignedPutAsync(string bucket)
    {
        var request = new Amazon.S3.Model.GetPreSignedUrlRequest
        {
            BucketName = bucket,
            Key = "chunked",
            Verb = Amazon.S3.HttpVerb.PUT,
            Protocol = Amazon.S3.Protocol.HTTP,
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(5),
        };
        foreach (var (name, value) in ChunkedHeaders) request.Headers[name] = value;
        return s3.Client.GetPreSignedURLAsync(request);
    }
}
