using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.S3.Wire;

/// <summary>The XML of S3: bodies in, answers out.</summary>
internal static class S3Xml
{
    private const string Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    // No body of S3 nests further than a few elements. The text of an element is read with a stack frame for each below it,
    // and where the stack ends the process ends.
    private const int MaxDepth = 64;

    // A key may hold control characters; AWS writes them as references, which XML 1.0 has no place for.
    private static readonly XmlWriterSettings WriterSettings = new() { OmitXmlDeclaration = true, CheckCharacters = false };

    private static readonly XmlReaderSettings ReaderSettings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    public static void Write(Exchange exchange, string root, Action<XmlWriter> write) => WriteDocument(exchange, root, Namespace, write);

    /// <summary>A document whose root is in no namespace, as errors are.</summary>
    public static void WritePlain(Exchange exchange, string root, Action<XmlWriter> write) => WriteDocument(exchange, root, "", write);

    public static void WriteTime(this XmlWriter xml, string name, DateTimeOffset time) => xml.WriteElementString(name, Text(time));

    public static void WriteNumber(this XmlWriter xml, string name, long number) => xml.WriteElementString(name, number.ToString(CultureInfo.InvariantCulture));

    public static void WriteFlag(this XmlWriter xml, string name, bool flag) => xml.WriteElementString(name, flag ? "true" : "false");

    public static void WriteOptional(this XmlWriter xml, string name, string? value)
    {
        if (value is not null) xml.WriteElementString(name, value);
    }

    /// <summary>A structure within the document.</summary>
    public static void WriteElement(this XmlWriter xml, string name, Action<XmlWriter> write)
    {
        xml.WriteStartElement(name);
        write(xml);
        xml.WriteEndElement();
    }

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The root of a body; its namespace does not matter.</summary>
    /// <exception cref="AwsError">MalformedXML.</exception>
    public static XElement Read(ReadOnlySpan<byte> body, string root)
    {
        var text = Encoding.UTF8.GetString(body).TrimStart('\uFEFF');
        try
        {
            CheckDepth(text);
            using var reader = XmlReader.Create(new StringReader(text), ReaderSettings);
            var element = XElement.Load(reader);
            return element.Name.LocalName == root ? element : throw RequestErrors.MalformedXml();
        }
        catch (XmlException)
        {
            throw RequestErrors.MalformedXml();
        }
    }

    public static IEnumerable<XElement> Children(this XElement element, string name) => element.Elements().Where(e => e.Name.LocalName == name);

    public static XElement? Child(this XElement element, string name) => element.Children(name).FirstOrDefault();

    public static string? TextOf(this XElement element, string name) => element.Child(name)?.Value;

    /// <exception cref="AwsError">MalformedXML.</exception>
    public static string Required(this XElement element, string name) => element.TextOf(name) ?? throw RequestErrors.MalformedXml();

    /// <exception cref="AwsError">NotImplemented, naming the first child that is not among <paramref name="known"/>.</exception>
    public static void RefuseOthers(this XElement element, params ReadOnlySpan<string> known)
    {
        foreach (var child in element.Elements())
        {
            if (!known.Contains(child.Name.LocalName)) throw RequestErrors.ElementNotImplemented(child.Name.LocalName);
        }
    }

    private static void CheckDepth(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), ReaderSettings);
        while (reader.Read())
        {
            if (reader.Depth > MaxDepth) throw RequestErrors.MalformedXml();
        }
    }

    private static void WriteDocument(Exchange exchange, string root, string xmlNamespace, Action<XmlWriter> write)
    {
        var text = new StringBuilder(Declaration);
        using (var xml = XmlWriter.Create(text, WriterSettings))
        {
            xml.WriteStartElement(root, xmlNamespace);
            write(xml);
            xml.WriteEndElement();
        }

        exchange.Response.Share(Encoding.UTF8.GetBytes(text.ToString()));
        exchange.Response.Headers.ContentType = "application/xml";
    }
}
