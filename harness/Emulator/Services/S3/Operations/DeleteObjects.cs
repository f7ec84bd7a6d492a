using System.Collections.Immutable;
using System.Xml.Linq;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.S3.Wire;

namespace TaskTracker.Emulation.Services.S3.Operations;

internal sealed record DeleteObjectsRequest(string Bucket, ImmutableArray<string> Keys, bool IsQuiet) : IS3Request<DeleteObjectsRequest>
{
    private const int Most = 1000;

    public static DeleteObjectsRequest Read(S3Request request)
    {
        request.RefuseOthers(["x-amz-checksum-"], ["delete"]);
        var body = request.Body();
        if (body.Claimed is null && request.Http.Headers.ContentMD5.Count == 0)
        {
            throw RequestErrors.InvalidRequest("Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        }

        var delete = S3Xml.Read(body.Content.Span, "Delete");
        delete.RefuseOthers("Object", "Quiet");
        var keys = delete.Children("Object").Select(KeyOf).ToImmutableArray();
        if (keys.Length is 0 or > Most) throw RequestErrors.MalformedXml();
        return new DeleteObjectsRequest(request.Bucket, keys, delete.TextOf("Quiet") == "true");
    }

    private static string KeyOf(XElement item)
    {
        item.RefuseOthers("Key", "VersionId");
        if (item.TextOf("VersionId") is not (null or "null")) throw RequestErrors.ElementNotImplemented("VersionId");
        return item.Required("Key");
    }
}

/// <param name="Refused">The keys that the caller may not delete.</param>
internal sealed record DeleteObjectsResponse(ImmutableArray<string> Deleted, ImmutableArray<string> Refused) : IS3Response
{
    public void Write(Exchange exchange) => S3Xml.Write(exchange, "DeleteResult", xml =>
    {
        foreach (var key in Deleted) xml.WriteElement("Deleted", inner => inner.WriteElementString("Key", key));
        var denied = RequestErrors.AccessDenied();
        foreach (var key in Refused)
        {
            xml.WriteElement("Error", inner =>
            {
                inner.WriteElementString("Key", key);
                inner.WriteElementString("Code", denied.Code);
                inner.WriteElementString("Message", denied.Message);
            });
        }
    });
}

/// <summary>Deletes what the caller may delete, and says of each other key that it may not; the answer is 200 all the same.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html</remarks>
internal static class DeleteObjects
{
    public static DeleteObjectsResponse Execute(S3State state, Exchange exchange, DeleteObjectsRequest request)
    {
        bool IsRefused(string key) => exchange.IsRefused(AwsScope.S3Arn(request.Bucket, key));
        ImmutableArray<string> refused = [.. request.Keys.Where(IsRefused)];
        ImmutableArray<string> deleted = [.. request.Keys.Where(k => !IsRefused(k))];
        return state.Changes.Commit(() =>
        {
            state.Get(request.Bucket);
            var change = deleted.IsEmpty ? null : new S3Change.ObjectsDeleted(request.Bucket, deleted);
            return ((S3Change?)change, new DeleteObjectsResponse(request.IsQuiet ? [] : deleted, refused));
        });
    }
}
