using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Pipeline;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.S3.Bodies;
using TaskTracker.Emulation.Services.S3.Buckets;
using TaskTracker.Emulation.Services.S3.Objects;
using TaskTracker.Emulation.Services.S3.Operations;
using TaskTracker.Emulation.Services.S3.Website;
using TaskTracker.Emulation.Services.S3.Wire;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Services.S3;

/// <summary>Simple Storage Service: buckets, objects, uploads in parts, websites.</summary>
internal sealed class S3Service
{
    private readonly FindChunkKey _findChunkKey;

    /// <param name="admit">Who may read an object without a signature, as visitors of a website do.</param>
    public S3Service(AwsScope scope, TimeProvider clock, FindChunkKey findChunkKey, AdmitStranger admit)
    {
        _findChunkKey = findChunkKey;
        Service = new Service("s3", "s3", new S3Protocol(scope, Table(State, scope, clock)))
        {
            AdmitsAnonymous = request => !QueryV2.IsHalfSigned(request),
            ResourcePolicies = new BucketPolicies(State).On,
            Keys = new RequestKeys(scope).Find,
            Durable = [DurableState.Of(State.Changes, new S3Rows())],
        };
        Front = new FrontDoor(State).Door;
        Website = new WebsiteDoor(State, clock, (request, bucket, key) => admit(Service, new Permission("s3:GetObject", Arn(bucket, key)), request)).Door;
    }

    public Service Service { get; }

    /// <summary>The websites of buckets.</summary>
    public Door Website { get; }

    public Door Front { get; }

    public S3State State { get; } = new();

    /// <summary>An object's content, for use inside the process.</summary>
    /// <exception cref="AwsError">NoSuchBucket, NoSuchKey.</exception>
    public ReadOnlyMemory<byte> ReadObject(string bucket, string key) => State.GetObject(bucket, key).Content;

    private S3Operation[] Table(S3State state, AwsScope scope, TimeProvider clock) =>
    [
        Row("ListBuckets", "ListAllMyBuckets", S3Route.Account("GET"), (ListBucketsRequest _) => "*", r => ListBuckets.Execute(state, scope, r)),
        Row("GetBucketLocation", "GetBucketLocation", S3Route.Bucket("GET", "location"),
            (GetBucketLocationRequest r) => Arn(r.Bucket), r => GetBucketLocation.Execute(state, scope, r)),
        Row("GetBucketAcl", "GetBucketAcl", S3Route.Bucket("GET", "acl"), (GetBucketAclRequest r) => Arn(r.Bucket), r => GetBucketAcl.Execute(state, scope, r)),
        Row("PutBucketPolicy", "PutBucketPolicy", S3Route.Bucket("PUT", "policy"),
            (PutBucketPolicyRequest r) => Arn(r.Bucket), (r, exchange) => PutBucketPolicy.Execute(state, exchange.Caller, r)),
        Row("GetBucketPolicy", "GetBucketPolicy", S3Route.Bucket("GET", "policy"),
            (GetBucketPolicyRequest r) => Arn(r.Bucket), r => GetBucketPolicy.Execute(state, r)),
        Row("DeleteBucketPolicy", "DeleteBucketPolicy", S3Route.Bucket("DELETE", "policy"),
            (DeleteBucketPolicyRequest r) => Arn(r.Bucket), r => DeleteBucketPolicy.Execute(state, r)),
        Row("PutPublicAccessBlock", "PutBucketPublicAccessBlock", S3Route.Bucket("PUT", "publicAccessBlock"),
            (PutPublicAccessBlockRequest r) => Arn(r.Bucket), r => PutPublicAccessBlock.Execute(state, r)),
        Row("GetPublicAccessBlock", "GetBucketPublicAccessBlock", S3Route.Bucket("GET", "publicAccessBlock"),
            (GetPublicAccessBlockRequest r) => Arn(r.Bucket), r => GetPublicAccessBlock.Execute(state, r)),
        Row("DeletePublicAccessBlock", "PutBucketPublicAccessBlock", S3Route.Bucket("DELETE", "publicAccessBlock"),
            (DeletePublicAccessBlockRequest r) => Arn(r.Bucket), r => DeletePublicAccessBlock.Execute(state, r)),
        Row("PutBucketTagging", "PutBucketTagging", S3Route.Bucket("PUT", "tagging"),
            (PutBucketTaggingRequest r) => Arn(r.Bucket), r => PutBucketTagging.Execute(state, r)),
        Row("GetBucketTagging", "GetBucketTagging", S3Route.Bucket("GET", "tagging"),
            (GetBucketTaggingRequest r) => Arn(r.Bucket), r => GetBucketTagging.Execute(state, r)),
        Row("DeleteBucketTagging", "PutBucketTagging", S3Route.Bucket("DELETE", "tagging"),
            (DeleteBucketTaggingRequest r) => Arn(r.Bucket), r => DeleteBucketTagging.Execute(state, r)),
        Row("PutBucketWebsite", "PutBucketWebsite", S3Route.Bucket("PUT", "website"),
            (PutBucketWebsiteRequest r) => Arn(r.Bucket), r => PutBucketWebsite.Execute(state, r)),
        Row("GetBucketWebsite", "GetBucketWebsite", S3Route.Bucket("GET", "website"),
            (GetBucketWebsiteRequest r) => Arn(r.Bucket), r => GetBucketWebsite.Execute(state, r)),
        Row("DeleteBucketWebsite", "DeleteBucketWebsite", S3Route.Bucket("DELETE", "website"),
            (DeleteBucketWebsiteRequest r) => Arn(r.Bucket), r => DeleteBucketWebsite.Execute(state, r)),
        Row("ListMultipartUploads", "ListBucketMultipartUploads", S3Route.Bucket("GET", "uploads"),
            (ListMultipartUploadsRequest r) => Arn(r.Listing.Bucket), r => ListMultipartUploads.Execute(state, scope, r)),
        Row("ListObjectsV2", "ListBucket", S3Route.Bucket("GET", "list-type"),
            (ListObjectsV2Request r) => Arn(r.Listing.Bucket), r => ListObjectsV2.Execute(state, scope, r), keys: (r, key) => ListingKeys.Find(key, r.Listing)),
        Row("ListObjects", "ListBucket", S3Route.Bucket("GET"), (ListObjectsRequest r) => Arn(r.Listing.Bucket), r => ListObjects.Execute(state, scope, r),
            keys: (r, key) => ListingKeys.Find(key, r.Listing)),
        Row("CreateBucket", "CreateBucket", S3Route.Bucket("PUT"), (CreateBucketRequest r) => Arn(r.Bucket), r => CreateBucket.Execute(state, scope, clock, r)),
        Row("HeadBucket", "ListBucket", S3Route.Bucket("HEAD"), (HeadBucketRequest r) => Arn(r.Bucket), r => HeadBucket.Execute(state, scope, r)),
        Row("DeleteBucket", "DeleteBucket", S3Route.Bucket("DELETE"), (DeleteBucketRequest r) => Arn(r.Bucket), r => DeleteBucket.Execute(state, r)),
        Row("DeleteObjects", "DeleteObject", S3Route.Bucket("POST", "delete"),
            (DeleteObjectsRequest r) => Arn(r.Bucket), (r, exchange) => DeleteObjects.Execute(state, exchange, r),
            parts: r => r.Keys.Select(k => new Permission("s3:DeleteObject", Arn(r.Bucket, k)))),

        Row("CreateMultipartUpload", "PutObject", S3Route.Object("POST", "uploads"),
            (CreateMultipartUploadRequest r) => Arn(r.Bucket, r.Key), r => CreateMultipartUpload.Execute(state, clock, r)),
        Row("CompleteMultipartUpload", "PutObject", S3Route.Object("POST", "uploadId"),
            (CompleteMultipartUploadRequest r) => Arn(r.Bucket, r.Key), r => CompleteMultipartUpload.Execute(state, clock, r)),
        Row("UploadPartCopy", "PutObject", S3Route.Object("PUT", "uploadId") with { Header = CopySource.Header },
            (UploadPartCopyRequest r) => Arn(r.Target.Bucket, r.Target.Key), r => UploadPartCopy.Execute(state, clock, r), r => Read(r.Source)),
        Row("UploadPart", "PutObject", S3Route.Object("PUT", "uploadId"),
            (UploadPartRequest r) => Arn(r.Target.Bucket, r.Target.Key), r => UploadPart.Execute(state, clock, r)),
        Row("AbortMultipartUpload", "AbortMultipartUpload", S3Route.Object("DELETE", "uploadId"),
            (AbortMultipartUploadRequest r) => Arn(r.Bucket, r.Key), r => AbortMultipartUpload.Execute(state, r)),
        Row("ListParts", "ListMultipartUploadParts", S3Route.Object("GET", "uploadId"),
            (ListPartsRequest r) => Arn(r.Bucket, r.Key), r => ListParts.Execute(state, scope, r)),
        Row("GetObjectTagging", "GetObjectTagging", S3Route.Object("GET", "tagging"),
            (GetObjectTaggingRequest r) => Arn(r.Bucket, r.Key), r => GetObjectTagging.Execute(state, r)),
        Row("CopyObject", "PutObject", S3Route.Object("PUT") with { Header = CopySource.Header },
            (CopyObjectRequest r) => Arn(r.Bucket, r.Key), r => CopyObject.Execute(state, clock, r), r => Read(r.Source)),
        Row("PutObject", "PutObject", S3Route.Object("PUT"), (PutObjectRequest r) => Arn(r.Bucket, r.Key), r => PutObject.Execute(state, clock, r)),
        Row("GetObject", "GetObject", S3Route.Object("GET"), (GetObjectRequest r) => Arn(r.Bucket, r.Key), r => GetObject.Execute(state, clock, r),
            r => ToldOfNothing(r.Bucket, r.Key)),
        Row("HeadObject", "GetObject", S3Route.Object("HEAD"), (HeadObjectRequest r) => Arn(r.Get.Bucket, r.Get.Key), r => HeadObject.Execute(state, clock, r),
            r => ToldOfNothing(r.Get.Bucket, r.Get.Key)),
        Row("DeleteObject", "DeleteObject", S3Route.Object("DELETE"), (DeleteObjectRequest r) => Arn(r.Bucket, r.Key), r => DeleteObject.Execute(state, r)),
    ];

    /// <summary>Only who may list a bucket is told that an object is not there.</summary>
    /// <remarks>Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html: Permissions</remarks>
    private IEnumerable<Permission> ToldOfNothing(string bucket, string key) =>
        State.Find(bucket) is { } found && found.Objects.Find(key) is null ? [new Permission("s3:ListBucket", Arn(bucket))] : [];

    /// <summary>Who copies an object must be allowed to read it.</summary>
    private static IEnumerable<Permission> Read(CopySource source) => [new Permission("s3:GetObject", Arn(source.Bucket, source.Key))];

    private S3Operation Row<TRequest, TResponse>(
        string name, string action, S3Route route, Func<TRequest, string> resource, Func<TRequest, TResponse> execute,
        Func<TRequest, IEnumerable<Permission>>? further = null, Func<TRequest, string, ContextValue?>? keys = null)
        where TRequest : IS3Request<TRequest>
        where TResponse : IS3Response =>
        Row<TRequest, TResponse>(name, action, route, resource, (request, _) => execute(request), further, keys);

    private S3Operation Row<TRequest, TResponse>(
        string name, string action, S3Route route, Func<TRequest, string> resource, Func<TRequest, Exchange, TResponse> execute,
        Func<TRequest, IEnumerable<Permission>>? further = null, Func<TRequest, string, ContextValue?>? keys = null,
        Func<TRequest, IEnumerable<Permission>>? parts = null)
        where TRequest : IS3Request<TRequest>
        where TResponse : IS3Response =>
        new(route, new Operation<TRequest, TResponse>(
            name, "s3:" + action,
            exchange => TRequest.Read(new S3Request(exchange, _findChunkKey)),
            resource,
            (request, exchange) => ValueTask.FromResult(execute(request, exchange)),
            (response, exchange) =>
            {
                response.Write(exchange);
                AnswerHeaders.Stamp(exchange);
            })
        {
            NeedsOwnAction = parts is null,
            Further = further,
            Parts = parts,
            Keys = keys,
        });

    private static string Arn(string bucket, string? key = null) => AwsScope.S3Arn(bucket, key);
}
