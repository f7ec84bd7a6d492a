using System.Globalization;
using System.Text;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Services.S3.Objects;

namespace TaskTracker.Emulation.Services.S3;

/// <summary>
/// Buckets, contents in pieces, objects, uploads and their parts, in this order, so that each finds what it needs when it comes back:
/// <c>1 BUCKET</c>, <c>2 BUCKET KEY-OR-UPLOAD PIECE</c>, <c>3 BUCKET KEY</c>, <c>4 BUCKET UPLOAD</c>, <c>5 BUCKET UPLOAD NUMBER</c>, parted by NUL; names
/// that may hold any character stand in hexadecimal.
/// </summary>
internal sealed class S3Rows() : StateRows<S3Change>("s3")
{
    /// <summary>Far below what one row can hold.</summary>
    private const int PieceBytes = 16 * 1024 * 1024;

    private readonly Dictionary<string, List<byte[]>> _pieces = new(StringComparer.Ordinal);

    public override void Write(S3Change change, RowBatch rows)
    {
        switch (change)
        {
            case S3Change.BucketPut(var settings):
                rows.Put($"1\0{settings.Name}", RowJson.Write(settings, S3Json.Default.BucketSettings));
                break;
            case S3Change.BucketDeleted(var bucket):
                rows.Remove($"1\0{bucket}");
                foreach (var kind in (string[])["2", "3", "4", "5"]) rows.RemoveAll($"{kind}\0{bucket}\0");
                break;
            case S3Change.ObjectPut(var bucket, var value):
                Put(bucket, value, rows);
                break;
            case S3Change.ObjectsDeleted(var bucket, var keys):
                foreach (var key in keys)
                {
                    rows.Remove($"3\0{bucket}\0{Hex(key)}");
                    rows.RemoveAll(ContentOf(bucket, key));
                }

                break;
            case S3Change.UploadBegun(var bucket, var upload):
                rows.Put($"4\0{bucket}\0{upload.Id}", RowJson.Write(UploadRow.Of(upload), S3Json.Default.UploadRow));
                break;
            case S3Change.PartPut(var bucket, var uploadId, var part):
                rows.Put($"5\0{bucket}\0{uploadId}\0{part.Number:D5}", RowJson.Write(PartRow.Of(part), S3Json.Default.PartRow));
                PutContent(ContentOf(bucket, uploadId, part.Number), part.Content, rows);
                break;
            case S3Change.UploadAborted(var bucket, var uploadId):
                RemoveUpload(bucket, uploadId, rows);
                break;
            case S3Change.UploadCompleted(var bucket, var uploadId, var value):
                RemoveUpload(bucket, uploadId, rows);
                Put(bucket, value, rows);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, null);
        }
    }

    public override S3Change? Read(byte[] key, ReadOnlySpan<byte> value)
    {
        var parts = TextOf(key).Split('\0');
        switch (parts[0])
        {
            case "1":
                return new S3Change.BucketPut(RowJson.Read(value, S3Json.Default.BucketSettings));
            case "2":
                Keep($"2\0{parts[1]}\0{parts[2]}\0", value);
                return null;
            case "3":
                var found = RowJson.Read(value, S3Json.Default.ObjectRow);
                return new S3Change.ObjectPut(parts[1], found.With(Content(ContentOf(parts[1], found.Key), found.SizeBytes)));
            case "4":
                return new S3Change.UploadBegun(parts[1], RowJson.Read(value, S3Json.Default.UploadRow).ToUpload());
            case "5":
                var part = RowJson.Read(value, S3Json.Default.PartRow);
                return new S3Change.PartPut(parts[1], parts[2], part.With(Content(ContentOf(parts[1], parts[2], part.Number), part.SizeBytes)));
            default:
                throw Unknown(key);
        }
    }

    private static void Put(string bucket, StoredObject value, RowBatch rows)
    {
        rows.Put($"3\0{bucket}\0{Hex(value.Key)}", RowJson.Write(ObjectRow.Of(value), S3Json.Default.ObjectRow));
        PutContent(ContentOf(bucket, value.Key), value.Content, rows);
    }

    private static void PutContent(string prefix, ReadOnlyMemory<byte> content, RowBatch rows)
    {
        rows.RemoveAll(prefix);
        for (var from = 0; from < content.Length; from += PieceBytes)
        {
            var piece = content.Slice(from, Math.Min(PieceBytes, content.Length - from));
            rows.Put(prefix + (from / PieceBytes).ToString("D5", CultureInfo.InvariantCulture), piece.Span);
        }
    }

    private static void RemoveUpload(string bucket, string uploadId, RowBatch rows)
    {
        rows.Remove($"4\0{bucket}\0{uploadId}");
        rows.RemoveAll($"5\0{bucket}\0{uploadId}\0");
        rows.RemoveAll($"2\0{bucket}\0{uploadId}-");
    }

    private static string ContentOf(string bucket, string key) => $"2\0{bucket}\0{Hex(key)}\0";

    /// <summary>No key in hexadecimal holds a hyphen.</summary>
    private static string ContentOf(string bucket, string uploadId, int number) => $"2\0{bucket}\0{uploadId}-{number:D5}\0";

    private static string Hex(string name) => Convert.ToHexString(Encoding.UTF8.GetBytes(name));

    private void Keep(string prefix, ReadOnlySpan<byte> piece)
    {
        if (!_pieces.TryGetValue(prefix, out var pieces)) _pieces[prefix] = pieces = [];
        pieces.Add(piece.ToArray());
    }

    private byte[] Content(string prefix, long sizeBytes)
    {
        var content = _pieces.Remove(prefix, out var pieces) ? pieces is [var only] ? only : [.. pieces.SelectMany(p => p)] : [];
        return content.Length == sizeBytes ? content : throw new InvalidDataException("A piece of an object's content is missing.");
    }
}
