using Amazon.S3;
using Amazon.S3.Model;
using TaskTracker.Emulation.Services.S3.Buckets;

namespace TaskTracker.Emulation.Tests.S3;

public sealed class PolicyTests(S3Fixture s3) : IClassFixture<S3Fixture>
{
    private const string Api = "https://docs.aws.amazon.com/AmazonS3/latest/API/API_";
    private const string BlockGuide = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    [Parity("s3:PutBucketPolicy", Evidence.Recorded, "s3/test_put_and_get_bucket_policy: 204, and the text as it was put")]
    [Parity("s3:GetBucketPolicy", Evidence.Recorded, "s3/test_get_bucket_policy: NoSuchBucketPolicy")]
    [Parity("s3:DeleteBucketPolicy", Evidence.Documented, Api + "DeleteBucketPolicy.html")]
    public async Task A_policy_comes_back_as_it_was_put()
    {
        var bucket = await s3.NewBucketAsync();
        var policy = Policy(bucket, """{"AWS":"arn:aws:iam::000000000000:root"}""");

        var put = await s3.Http.SendAsync("s3", "PUT", $"/{bucket}?policy", policy);
        var got = await s3.Http.SendAsync("s3", "GET", $"/{bucket}?policy");
        var deleted = await s3.Http.SendAsync("s3", "DELETE", $"/{bucket}?policy");
        var gone = await s3.Http.SendAsync("s3", "GET", $"/{bucket}?policy");

        Assert.Equal((204, policy, 204, 404), (put.Status, got.Body, deleted.Status, gone.Status));
        Assert.Contains($"<Code>NoSuchBucketPolicy</Code><Message>The bucket policy does not exist</Message><BucketName>{bucket}</BucketName>", gone.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("s3:PutBucketPolicy", Evidence.Documented, BlockGuide)]
    [Parity("s3:PutPublicAccessBlock", Evidence.Documented, Api + "PutPublicAccessBlock.html")]
    public async Task A_public_policy_is_refused_until_the_block_is_lifted()
    {
        var bucket = await s3.NewBucketAsync();
        var policy = Policy(bucket, "\"*\"");

        var blocked = await s3.Http.SendAsync("s3", "PUT", $"/{bucket}?policy", policy);
        await s3.Client.PutPublicAccessBlockAsync(
            new PutPublicAccessBlockRequest { BucketName = bucket, PublicAccessBlockConfiguration = new PublicAccessBlockConfiguration { BlockPublicPolicy = false } }, Cancellation);
        var allowed = await s3.Http.SendAsync("s3", "PUT", $"/{bucket}?policy", policy);

        Assert.Equal((403, 204), (blocked.Status, allowed.Status));
        Assert.Contains(
            $"<Code>AccessDenied</Code><Message>User: arn:aws:iam::000000000000:root is not authorized to perform: s3:PutBucketPolicy on resource: \"arn:aws:s3:::{bucket}\" "
            + "because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.</Message>", blocked.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("s3:GetPublicAccessBlock", Evidence.Documented, "https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html: all four are on in a new bucket")]
    [Parity("s3:DeletePublicAccessBlock", Evidence.Documented, Api + "DeletePublicAccessBlock.html")]
    public async Task A_new_bucket_blocks_all_public_access_until_it_is_told_otherwise()
    {
        var bucket = await s3.NewBucketAsync();

        var found = await s3.Client.GetPublicAccessBlockAsync(new GetPublicAccessBlockRequest { BucketName = bucket }, Cancellation);
        await s3.Client.DeletePublicAccessBlockAsync(new DeletePublicAccessBlockRequest { BucketName = bucket }, Cancellation);
        var gone = await Assert.ThrowsAsync<AmazonS3Exception>(() => s3.Client.GetPublicAccessBlockAsync(new GetPublicAccessBlockRequest { BucketName = bucket }, Cancellation));

        var block = found.PublicAccessBlockConfiguration;
        Assert.Equal((true, true, true, true), (block.BlockPublicAcls, block.IgnorePublicAcls, block.BlockPublicPolicy, block.RestrictPublicBuckets));
        Assert.Equal("NoSuchPublicAccessBlockConfiguration", gone.ErrorCode);
    }

    public static TheoryData<string, string, string, bool> Statements => new()
    {
        { "everybody", "\"*\"", "", true },
        { "everybody of AWS", """{"AWS":"*"}""", "", true },
        { "everybody among others", """{"AWS":["111122223333","*"]}""", "", true },
        { "one account", """{"AWS":"111122223333"}""", "", false },
        { "a service", """{"Service":"cloudfront.amazonaws.com"}""", "", false },
        { "everybody from one network", "\"*\"", """{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}""", false },
        { "everybody from everywhere", "\"*\"", """{"IpAddress":{"aws:SourceIp":"0.0.0.0/0"}}""", true },
        { "everybody for one distribution", "\"*\"", """{"StringEquals":{"aws:SourceArn":"arn:aws:cloudfront::1:distribution/X"}}""", false },
        { "everybody for any distribution", "\"*\"", """{"ArnLike":{"aws:SourceArn":"arn:aws:cloudfront::*:distribution/X"}}""", true },
        { "everybody with some referer", "\"*\"", """{"StringLike":{"aws:Referer":"https://example.com/*"}}""", true },
        { "everybody except from a network", "\"*\"", """{"NotIpAddress":{"aws:SourceIp":"10.0.0.0/8"}}""", true },
    };

    [Theory]
    [MemberData(nameof(Statements))]
    [Parity("s3/public-policy", Evidence.Documented, BlockGuide + "#access-control-block-public-access-policy-status")]
    public void A_policy_is_public_when_it_pins_down_neither_who_nor_from_where(string why, string principal, string condition, bool isPublic)
    {
        var policy = Policy("some-bucket", principal, condition);

        var found = PublicPolicy.IsPublic(policy);

        Assert.True(isPublic == found, why);
    }

    public static TheoryData<string, string, string> Malformed => new()
    {
        { "no JSON", "Statement", "Policies must be valid JSON and the first byte must be '{'" },
        { "no statement", "{}", "Missing required field Statement" },
        { "no principal", """{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::BUCKET/*"}]}""", "Missing required field Principal" },
        { "no action", """{"Statement":{"Effect":"Allow","Principal":"*","Resource":"arn:aws:s3:::BUCKET/*"}}""", "Missing required field Action" },
        { "another effect", """{"Statement":[{"Effect":"Maybe","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::BUCKET/*"}]}""", "Invalid effect : Maybe" },
        { "another bucket", """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::other/*"}]}""", "Policy has invalid resource" },
        { "half a surrogate pair", """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"\ud800"}]}""", "Policies must be valid JSON and the first byte must be '{'" },
        { "half a surrogate pair as a name", """{"Statement":[{"\ud800":"Allow"}]}""", "Policies must be valid JSON and the first byte must be '{'" },
        { "a member that policies do not have", """{"Statement":[{"Effect":"Allow","Who":"*"}]}""", "Unknown field Who" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    [Parity("s3:PutBucketPolicy", Evidence.Unverified, "messages as commonly seen; no recording was found")]
    public async Task A_policy_that_is_none_is_malformed(string why, string policy, string message)
    {
        var bucket = await s3.NewBucketAsync();

        var answer = await s3.Http.SendAsync("s3", "PUT", $"/{bucket}?policy", policy.Replace("BUCKET", bucket, StringComparison.Ordinal));

        Assert.True(answer.Body.Contains($"<Code>MalformedPolicy</Code><Message>{message}</Message>", StringComparison.Ordinal), $"{why}: {answer.Body}");
    }

    [Fact]
    [Parity("s3:GetBucketAcl", Evidence.Recorded, "s3/test_s3_multipart_upload_acls: owner with full control")]
    public async Task The_owner_has_full_control_and_nobody_else_any()
    {
        var bucket = await s3.NewBucketAsync();

        var acl = await s3.Client.GetBucketAclAsync(new GetBucketAclRequest { BucketName = bucket }, Cancellation);

        var grant = Assert.Single(acl.Grants);
        Assert.Equal((S3Permission.FULL_CONTROL, acl.Owner.Id), (grant.Permission, grant.Grantee.CanonicalUser));
    }

    [Fact]
    [Parity("s3:PutBucketTagging", Evidence.Documented, Api + "PutBucketTagging.html")]
    [Parity("s3:GetBucketTagging", Evidence.Recorded, "s3/test_s3_api: NoSuchTagSet")]
    [Parity("s3:DeleteBucketTagging", Evidence.Documented, Api + "DeleteBucketTagging.html")]
    public async Task A_bucket_keeps_its_tags()
    {
        var bucket = await s3.NewBucketAsync();

        await s3.Client.PutBucketTaggingAsync(bucket, [new Amazon.S3.Model.Tag { Key = "stack", Value = "one" }], Cancellation);
        var tags = await s3.Client.GetBucketTaggingAsync(new GetBucketTaggingRequest { BucketName = bucket }, Cancellation);
        await s3.Client.DeleteBucketTaggingAsync(bucket, Cancellation);
        var gone = await s3.Http.SendAsync("s3", "GET", $"/{bucket}?tagging");

        Assert.Equal(("stack", "one"), (tags.TagSet[0].Key, tags.TagSet[0].Value));
        Assert.Contains("<Code>NoSuchTagSet</Code><Message>The TagSet does not exist</Message>", gone.Body, StringComparison.Ordinal);
    }

    private static string Policy(string bucket, string principal, string condition = "") =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{{principal}},"Action":"s3:GetObject","Resource":"arn:aws:s3:::{{bucket}}/*"{{(condition.Length > 0 ? ",\"Condition\":" + condition : "")}}}]}""";
}
