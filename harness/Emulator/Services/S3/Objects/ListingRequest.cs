using System.Text;
using System.Xml;
using TaskTracker.Emulation.Services.S3.Wire;

namespace TaskTracker.Emulation.Services.S3.Objects;

/// <summary>What every listing may be asked for.</summary>
/// <param name="Delimiter">Empty for none.</param>
/// <param name="IsUrlEncoded">Keys are answered percent-encoded, for clients whose XML cannot hold every character.</param>
internal sealed record ListingRequest(string Bucket, string Prefix, string Delimiter, int MaxKeys, bool IsUrlEncoded)
{
    /// <summary>The parameters that were there at all: conditions tell an empty one from none.</summary>
    public IReadOnlyList<string> Sent { get; private init; } = [];

    /// <param name="maxName">How the operation calls the size of a page.</param>
    /// <exception cref="Protocols.AwsError">InvalidArgument.</exception>
    public static ListingRequest Of(S3Request request, string maxName = "max-keys")
    {
        var encoding = request.Query("encoding-type");
        if (encoding is not (null or "" or "url"))
        {
            throw RequestErrors.InvalidArgument("Invalid Encoding Method specified in Request", "encoding-type", encoding);
        }

        return new ListingRequest(
            request.Bucket, request.Query("prefix") ?? "", request.Query("delimiter") ?? "", request.Number(maxName, Listing.MaxKeys) ?? Listing.MaxKeys,
            encoding == "url")
        {
            Sent = [.. new[] { "prefix", "delimiter", maxName }.Where(n => request.Query(n) is not null)],
        };
    }

    public string Encode(string text) => IsUrlEncoded ? UrlEncode(text) : text;

    public void WriteCommonPrefixes(XmlWriter xml, IEnumerable<string> prefixes)
    {
        foreach (var prefix in prefixes) xml.WriteElement("CommonPrefixes", inner => inner.WriteElementString("Prefix", Encode(prefix)));
    }

    /// <param name="owner">Canonical id, where the operation shows it.</param>
    public void WriteContents(XmlWriter xml, IEnumerable<StoredObject> objects, string? owner)
    {
        foreach (var item in objects)
        {
            xml.WriteStartElement("Contents");
            xml.WriteElementString("Key", Encode(item.Key));
            xml.WriteTime("LastModified", item.LastModified);
            xml.WriteElementString("ETag", AnswerHeaders.Quoted(item.ETag));
            xml.WriteElementString("ChecksumAlgorithm", item.Checksum.Algorithm.Name);
            xml.WriteElementString("ChecksumType", Bodies.Checksum.TypeName(item.Checksum.Type));
            xml.WriteNumber("Size", item.SizeBytes);
            if (owner is not null) xml.WriteElement("Owner", inner => inner.WriteElementString("ID", owner));
            xml.WriteElementString("StorageClass", "STANDARD");
            xml.WriteEndElement();
        }
    }

    /// <summary>As S3 encodes keys: all but letters, digits, <c>-_.*/</c>; a blank becomes a plus.</summary>
    /// <remarks>Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html (EncodingType)</remarks>
    private static string UrlEncode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            var letter = (char)value;
            if (char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '*' or '/') encoded.Append(letter);
            else if (letter == ' ') encoded.Append('+');
            else encoded.Append('%').Append(value.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return encoded.ToString();
    }
}
