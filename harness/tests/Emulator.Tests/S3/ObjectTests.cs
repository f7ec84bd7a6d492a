using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace TaskTracker.Emulation.Tests.S3;

public sealed class ObjectTests(S3Fixture s3) : IClassFixture<S3Fixture>
{
    private const string Api = "https://docs.aws.amazon.com/AmazonS3/latest/API/API_";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    [Parity("s3:PutObject", Evidence.Documented, Api + "PutObject.html")]
    [Parity("s3:GetObject", Evidence.Documented, Api + "GetObject.html")]
    [Parity("s3:HeadObject", Evidence.Documented, Api + "HeadObject.html")]
    public async Task An_object_comes_back_with_everything_that_was_put_with_it()
    {
        var bucket = await s3.NewBucketAsync();
        var put = new PutObjectRequest { BucketName = bucket, Key = "päge 1+2.html", ContentBody = "<p>é</p>", ContentType = "text/html; charset=utf-8" };
        put.Headers.CacheControl = "no-store";
        put.Headers.ContentDisposition = "inline";
        put.Metadata["colour"] = "blue";

        var stored = await s3.Client.PutObjectAsync(put, Cancellation);
        using var found = await s3.Client.GetObjectAsync(bucket, put.Key, Cancellation);
        var head = await s3.Client.GetObjectMetadataAsync(bucket, put.Key, Cancellation);

        Assert.Equal("<p>é</p>", await s3.ReadAsync(bucket, put.Key));
        Assert.Equal(stored.ETag, found.ETag);
        Assert.Equal(("text/html; charset=utf-8", "no-store", "inline"), (found.Headers.ContentType, found.Headers.CacheControl, found.Headers.ContentDisposition));
        Assert.Equal("blue", found.Metadata["colour"]);
        Assert.Null(found.Headers.ContentEncoding);
        Assert.Equal((9, found.ETag), (head.ContentLength, head.ETag));
        Assert.Equal(ServerSideEncryptionMethod.AES256, head.ServerSideEncryptionMethod);
    }

    [Fact]
    [Parity("s3:GetObject", Evidence.Recorded, "s3/test_put_and_get_object_with_utf8_key: default content type")]
    public async Task Without_a_content_type_an_object_is_bytes()
    {
        var bucket = await s3.NewBucketAsync();
        await s3.Http.SendAsync("s3", "PUT", $"/{bucket}/plain", "x");

        var found = await s3.Http.SendAsync("s3", "GET", $"/{bucket}/plain");

        Assert.Equal("binary/octet-stream", found.Headers["Content-Type"]);
        Assert.Equal("\"9dd4e461268c8034f5c8564e155c67a6\"", found.Headers["ETag"]);
    }

    [Fact]
    [Parity("s3:GetObject", Evidence.Recorded, "s3/test_range_key_not_exists: NoSuchKey with Key")]
    [Parity("s3:HeadObject", Evidence.Documented, Api + "HeadObject.html: a refusal has no body")]
    public async Task A_key_that_is_not_there_is_named()
    {
        var bucket = await s3.NewBucketAsync();

        var found = await s3.Http.SendAsync("s3", "GET", $"/{bucket}/gone");
        var head = await s3.Http.SendAsync("s3", "HEAD", $"/{bucket}/gone");

        Assert.Contains("<Code>NoSuchKey</Code><Message>The specified key does not exist.</Message><Key>gone</Key>", found.Body, StringComparison.Ordinal);
        Assert.Equal((404, 404, ""), (found.Status, head.Status, head.Body));
    }

    public static TheoryData<string, string, int, string, string?> Ranges => new()
    {
        { "the first bytes", "bytes=0-3", 206, "0123", "bytes 0-3/10" },
        { "from a byte on", "bytes=7-", 206, "789", "bytes 7-9/10" },
        { "the last bytes", "bytes=-2", 206, "89", "bytes 8-9/10" },
        { "more than there is", "bytes=5-99", 206, "56789", "bytes 5-9/10" },
        { "more than there is, from the end", "bytes=-99", 206, "0123456789", "bytes 0-9/10" },
        { "not a range", "bytes=x-y", 200, "0123456789", null },
        { "another unit", "lines=1-2", 200, "0123456789", null },
        { "several ranges", "bytes=0-1,4-5", 200, "0123456789", null },
        { "backwards", "bytes=5-4", 200, "0123456789", null },
    };

    [Theory]
    [MemberData(nameof(Ranges))]
    [Parity("s3:GetObject", Evidence.Documented, Api + "GetObject.html (Range), RFC 9110 § 14")]
    public async Task A_range_is_a_part_of_the_object(string why, string range, int status, string content, string? contentRange)
    {
        var bucket = await s3.NewBucketAsync();
        await s3.Http.SendAsync("s3", "PUT", $"/{bucket}/digits", "0123456789");

        var found = await s3.Http.SendAsync("s3", "GET", $"/{bucket}/digits", "", ("Range", range));

        Assert.True((status, content) == (found.Status, found.Body), $"{why}: {found.Status} {found.Body}");
        Assert.Equal(contentRange, found.Headers.GetValueOrDefault("Content-Range"));
    }

    [Fact]
    [Parity("s3:GetObject", Evidence.Recorded, "s3/test_invalid_range_error")]
    public async Task A_range_behind_the_end_is_not_satisfiable()
    {
        var bucket = await s3.NewBucketAsync();
        await s3.Http.SendAsync("s3", "PUT", $"/{bucket}/digits", "01234567");

        var found = await s3.Http.SendAsync("s3", "GET", $"/{bucket}/digits", "", ("Range", "bytes=1024-4096"));

        Assert.Equal(416, found.Status);
        Assert.Contains("<Code>InvalidRange</Code><Message>The requested range is not satisfiable</Message><RangeRequested>bytes=1024-4096</RangeRequested>"
            + "<ActualObjectSize>8</ActualObjectSize>", found.Body, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string, int> Conditions => new()
    {
        { "the tag it has", "If-Match", "\"9dd4e461268c8034f5c8564e155c67a6\"", 200 },
        { "another tag", "If-Match", "\"00\"", 412 },
        { "the caller has it", "If-None-Match", "\"9dd4e461268c8034f5c8564e155c67a6\"", 304 },
        { "the caller has it, without quotes", "If-None-Match", "9dd4e461268c8034f5c8564e155c67a6", 304 },
        { "the caller has another", "If-None-Match", "\"00\"", 200 },
        { "changed since long ago", "If-Modified-Since", "Tue, 01 Jan 2019 00:00:00 GMT", 200 },
        { "a date to come says nothing", "If-Modified-Since", "Tue, 01 Jan 2999 00:00:00 GMT", 200 },
        { "unchanged until then", "If-Unmodified-Since", "Tue, 01 Jan 2999 00:00:00 GMT", 200 },
        { "changed after that", "If-Unmodified-Since", "Tue, 01 Jan 2019 00:00:00 GMT", 412 },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    [Parity("s3:GetObject", Evidence.Documented, Api + "GetObject.html (conditional requests), RFC 9110 § 13")]
    public async Task A_condition_decides_whether_the_object_is_sent(string why, string header, string value, int status)
    {
        var bucket = await s3.NewBucketAsync();
        await s3.Http.SendAsync("s3", "PUT", $"/{bucket}/x", "x");

        var found = await s3.Http.SendAsync("s3", "GET", $"/{bucket}/x", "", (header, value));

        Assert.True(status == found.Status, $"{why}: {found.Status} {found.Body}");
        if (status == 412) Assert.Contains($"<Code>PreconditionFailed</Code><Message>At least one of the pre-conditions you specified did not hold</Message><Condition>{header}</Condition>", found.Body, StringComparison.Ordinal);
        if (status == 304) Assert.Equal("\"9dd4e461268c8034f5c8564e155c67a6\"", found.Headers["ETag"]);
    }

    [Fact]
    [Parity("s3:GetObject", Evidence.Documented, Api + "GetObject.html (response-*)")]
    public async Task The_caller_may_override_headers_of_the_answer()
    {
        var bucket = await s3.NewBucketAsync();
        await s3.PutAsync(bucket, "named");

        var found = await s3.Http.SendAsync("s3", "GET", $"/{bucket}/named?response-content-type=text%2Fcsv&response-content-disposition=attachment");

        Assert.Equal(("text/csv", "attachment"), (found.Headers["Content-Type"], found.Headers["Content-Disposition"]));
    }

    [Fact]
    [Parity("s3:PutObject", Evidence.Documented, "https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html")]
    public async Task A_write_may_demand_that_the_key_is_free()
    {
        var bucket = await s3.NewBucketAsync();
        var put = new PutObjectRequest { BucketName = bucket, Key = "once", ContentBody = "first", IfNoneMatch = "*" };

        await s3.Client.PutObjectAsync(put, Cancellation);
        var refusal = await Assert.ThrowsAsync<AmazonS3Exception>(() => s3.Client.PutObjectAsync(put, Cancellation));

        Assert.Equal(HttpStatusCode.PreconditionFailed, refusal.StatusCode);
    }

    [Fact]
    [Parity("s3:DeleteObject", Evidence.Documented, Api + "DeleteObject.html")]
    public async Task Deleting_what_is_not_there_succeeds()
    {
        var bucket = await s3.NewBucketAsync();

        var answer = await s3.Http.SendAsync("s3", "DELETE", $"/{bucket}/never-was");

        Assert.Equal((204, ""), (answer.Status, answer.Body));
    }

    [Fact]
    [Parity("s3:DeleteObject", Evidence.Documented, Api + "DeleteObject.html (If-Match)")]
    [Parity("s3:PutObject", Evidence.Documented, "https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html")]
    public async Task A_write_may_demand_what_it_finds()
    {
        var bucket = await s3.NewBucketAsync();
        await s3.PutAsync(bucket, "x", "x");

        var other = await s3.Http.SendAsync("s3", "DELETE", $"/{bucket}/x", "", ("If-Match", "\"00\""));
        var missing = await s3.Http.SendAsync("s3", "PUT", $"/{bucket}/y", "y", ("If-Match", "\"00\""));
        var same = await s3.Http.SendAsync("s3", "DELETE", $"/{bucket}/x", "", ("If-Match", "\"9dd4e461268c8034f5c8564e155c67a6\""));
        var reader = await s3.Http.SendAsync("s3", "PUT", $"/{bucket}/x", "x", ("If-Modified-Since", "Tue, 01 Jan 2019 00:00:00 GMT"));

        Assert.Equal((412, 404, 204, 501), (other.Status, missing.Status, same.Status, reader.Status));
    }

    [Fact]
    [Parity("s3:PutObject", Evidence.Documented, "https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-page-redirect.html")]
    public async Task A_redirect_must_lead_somewhere()
    {
        var bucket = await s3.NewBucketAsync();

        var answer = await s3.Http.SendAsync("s3", "PUT", $"/{bucket}/x", "x", ("x-amz-website-redirect-location", "elsewhere"));

        Assert.Contains("<Code>InvalidRedirectLocation</Code>", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("s3:DeleteObjects", Evidence.Documented, Api + "DeleteObjects.html")]
    public async Task Many_keys_are_deleted_at_once()
    {
        var bucket = await s3.NewBucketAsync();
        foreach (var key in new[] { "a", "b", "c" }) await s3.PutAsync(bucket, key);

        var deleted = await s3.Client.DeleteObjectsAsync(
            new DeleteObjectsRequest { BucketName = bucket, Objects = [new KeyVersion { Key = "a" }, new KeyVersion { Key = "c" }, new KeyVersion { Key = "none" }] }, Cancellation);
        var left = await s3.Client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket }, Cancellation);

        Assert.Equal(["a", "c", "none"], deleted.DeletedObjects.Select(d => d.Key));
        Assert.Equal(["b"], left.S3Objects.Select(o => o.Key));
    }

    [Fact]
    [Parity("s3:DeleteObjects", Evidence.Documented, Api + "DeleteObjects.html: the body must be vouched for")]
    public async Task Many_keys_are_not_deleted_by_a_body_that_nobody_vouches_for()
    {
        var bucket = await s3.NewBucketAsync();

        var answer = await s3.Http.SendAsync("s3", "POST", $"/{bucket}?delete", "<Delete><Object><Key>a</Key></Object></Delete>");

        Assert.Contains("Missing required header for this request: Content-MD5 OR x-amz-checksum-*", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("an ACL", "x-amz-acl", "public-read", "AccessControlListNotSupported")]
    [InlineData("a grant", "x-amz-grant-read", "uri=x", "AccessControlListNotSupported")]
    [InlineData("another storage class", "x-amz-storage-class", "GLACIER", "NotImplemented")]
    [InlineData("a key of the caller's", "x-amz-server-side-encryption-customer-algorithm", "AES256", "NotImplemented")]
    [InlineData("KMS", "x-amz-server-side-encryption", "aws:kms", "NotImplemented")]
    [InlineData("object lock", "x-amz-object-lock-mode", "GOVERNANCE", "NotImplemented")]
    [InlineData("tags", "x-amz-tagging", "a=b", "NotImplemented")]
    public async Task What_is_not_supported_is_refused_by_name(string why, string header, string value, string code)
    {
        var bucket = await s3.NewBucketAsync();

        var answer = await s3.Http.SendAsync("s3", "PUT", $"/{bucket}/x", "x", (header, value));

        Assert.True(answer.Body.Contains($"<Code>{code}</Code>", StringComparison.Ordinal), $"{why}: {answer.Body}");
        if (code == "NotImplemented") Assert.Contains($"<Header>{header}</Header>", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("s3:PutObject", Evidence.Documented, "https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html (KeyTooLongError)")]
    public async Task A_key_has_at_most_1024_bytes()
    {
        var bucket = await s3.NewBucketAsync();

        var fits = await s3.Http.SendAsync("s3", "PUT", $"/{bucket}/{new string('k', 1024)}", "x");
        var tooLong = await s3.Http.SendAsync("s3", "PUT", $"/{bucket}/{new string('k', 1025)}", "x");

        Assert.Equal(200, fits.Status);
        Assert.Contains("<Code>KeyTooLongError</Code><Message>Your key is too long</Message><Size>1025</Size><MaxSizeAllowed>1024</MaxSizeAllowed>", tooLong.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fifty_writers_at_once_lose_nothing()
    {
        var bucket = await s3.NewBucketAsync();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => s3.PutAsync(bucket, $"key-{i:00}", $"content {i}")));
        var listed = await s3.Client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket }, Cancellation);

        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"key-{i:00}"), listed.S3Objects.Select(o => o.Key));
        Assert.Equal("content 37", await s3.ReadAsync(bucket, "key-37"));
    }

    [Fact]
    [Parity("s3:PutObject", Evidence.Documented, "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html: RFC 2047, at most 2 KB")]
    public async Task Metadata_beyond_ascii_is_encoded_and_too_much_of_it_refused()
    {
        var bucket = await s3.NewBucketAsync();
        using var content = new StringContent("x");
        using var request = new HttpRequestMessage(HttpMethod.Put, await PresignedPutAsync(bucket));
        request.Content = content;
        request.Headers.TryAddWithoutValidation("x-amz-meta-name", "ä");

        using var put = await s3.Anonymous.SendAsync(request, Cancellation);
        var found = await s3.Http.SendAsync("s3", "HEAD", $"/{bucket}/named");
        var tooMuch = await s3.Http.SendAsync("s3", "PUT", $"/{bucket}/named", "x", ("x-amz-meta-much", new string('m', 2045)));

        Assert.Equal("=?UTF-8?B?w6Q=?=", found.Headers["x-amz-meta-name"]);
        Assert.Contains("<Code>MetadataTooLarge</Code><Message>Your metadata headers exceed the maximum allowed metadata size</Message><Size>2049</Size><MaxSizeAllowed>2048</MaxSizeAllowed>", tooMuch.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "Range", "bytes=999999-", "")]
    [InlineData("HEAD", "Range", "bytes=999999-", "")]
    [InlineData("GET", "X-None", "", "?partNumber=7")]
    [Parity("s3:GetObject", Evidence.Unverified, "RFC 9110 § 13.2.2: the range comes last")]
    public async Task Who_has_the_object_already_is_told_so_before_its_range_is_looked_at(string method, string name, string value, string query)
    {
        var bucket = await s3.NewBucketAsync();
        await s3.PutAsync(bucket, "x", "x");

        var unchanged = await s3.Http.SendAsync("s3", method, $"/{bucket}/x{query}", "", ("If-None-Match", "\"9dd4e461268c8034f5c8564e155c67a6\""), (name, value));
        var changed = await s3.Http.SendAsync("s3", method, $"/{bucket}/x{query}", "", ("If-None-Match", "\"00\""), (name, value));

        Assert.Equal((304, 416), (unchanged.Status, changed.Status));
    }

    private Task<string> PresignedPutAsync(string bucket)
    {
        var request = new GetPreSignedUrlRequest
        {
            BucketName = bucket,
            Key = "named",
            Verb = HttpVerb.PUT,
            Protocol = Protocol.HTTP,
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(5),
        };
        request.Metadata["name"] = "ä";
        return s3.Client.GetPreSignedURLAsync(request);
    }
}
