using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using TaskTracker.Emulation.Services.S3.Bodies;
using TaskTracker.Emulation.Services.S3.Buckets;
using TaskTracker.Emulation.Services.S3.Objects;
using TaskTracker.Emulation.Services.S3.Uploads;

namespace TaskTracker.Emulation.Services.S3;

/// <summary>An object without its content.</summary>
internal sealed record ObjectRow(
    string Key, long SizeBytes, string ETag, DateTimeOffset LastModified, ObjectHeaders Headers, Checksum Checksum, ImmutableArray<long> PartSizes)
{
    public static ObjectRow Of(StoredObject value) =>
        new(value.Key, value.SizeBytes, value.ETag, value.LastModified, value.Headers, value.Checksum, value.PartSizes);

    public StoredObject With(byte[] content) => new(Key, content, ETag, LastModified, Headers, Checksum, PartSizes);
}

/// <summary>A part of an upload without its content.</summary>
internal sealed record PartRow(int Number, long SizeBytes, string ETag, DateTimeOffset LastModified, Checksum Checksum)
{
    public static PartRow Of(Part part) => new(part.Number, part.Content.Length, part.ETag, part.LastModified, part.Checksum);

    public Part With(byte[] content) => new(Number, content, ETag, LastModified, Checksum);
}

/// <summary>An upload without its parts.</summary>
internal sealed record UploadRow(
    string Id, string Key, DateTimeOffset InitiatedAt, ObjectHeaders Headers, ChecksumAlgorithm Algorithm, ChecksumType ChecksumType, bool IsChecksumChosen)
{
    public static UploadRow Of(Upload upload) =>
        new(upload.Id, upload.Key, upload.InitiatedAt, upload.Headers, upload.Algorithm, upload.ChecksumType, upload.IsChecksumChosen);

    public Upload ToUpload() =>
        new(Id, Key, InitiatedAt, Headers, Algorithm, ChecksumType, IsChecksumChosen, ImmutableSortedDictionary<int, Part>.Empty);
}

/// <summary>An algorithm is its name.</summary>
internal sealed class AlgorithmRow : JsonConverter<ChecksumAlgorithm>
{
    public override ChecksumAlgorithm Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ChecksumAlgorithm.Find(reader.GetString() ?? "") ?? throw new JsonException("There is no such checksum.");

    public override void Write(Utf8JsonWriter writer, ChecksumAlgorithm value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
}

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, Converters = [typeof(AlgorithmRow)])]
[JsonSerializable(typeof(BucketSettings))]
[JsonSerializable(typeof(ObjectRow))]
[JsonSerializable(typeof(UploadRow))]
[JsonSerializable(typeof(PartRow))]
internal sealed partial class S3Json : JsonSerializerContext;
