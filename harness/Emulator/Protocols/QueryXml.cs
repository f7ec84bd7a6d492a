using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace TaskTracker.Emulation.Protocols;

/// <summary>The XML of Query answers.</summary>
internal static partial class QueryXml
{
    /// <summary>Unchecked, the writer makes a reference of a character that XML has not, which no reader takes; half a surrogate pair comes over no wire.</summary>
    private static readonly XmlWriterSettings Settings = new() { OmitXmlDeclaration = true, CheckCharacters = false };

    /// <summary>Stands for a character that XML has not.</summary>
    private const string Replacement = "\uFFFD";

    /// <summary>The envelope of a successful answer: <c>{Action}Response</c>, <c>{Action}Result</c>, the request id.</summary>
    /// <param name="result"><c>null</c> for an operation without a result element.</param>
    public static void WriteResult(string xmlNamespace, string action, Exchange exchange, Action<XmlWriter>? result) => Write(exchange, xml =>
    {
        xml.WriteStartElement(action + "Response", xmlNamespace);
        if (result is not null)
        {
            xml.WriteStartElement(action + "Result");
            result(xml);
            xml.WriteEndElement();
        }

        xml.WriteStartElement("ResponseMetadata");
        xml.WriteElementString("RequestId", exchange.RequestId);
        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    public static void WriteError(string xmlNamespace, AwsError error, Exchange exchange) => Write(exchange, xml =>
    {
        xml.WriteStartElement("ErrorResponse", xmlNamespace);
        xml.WriteStartElement("Error");
        xml.WriteElementString("Type", error.Status < 500 ? "Sender" : "Receiver");
        xml.WriteElementString("Code", error.Code);
        xml.WriteElementString("Message", error.Message);
        foreach (var (name, value) in error.Members) xml.WriteElementString(name, value);
        xml.WriteEndElement();
        xml.WriteElementString("RequestId", exchange.RequestId);
        xml.WriteEndElement();
    });

    public static void Write(Exchange exchange, Action<XmlWriter> write)
    {
        var buffer = new StringBuilder();
        using (var xml = XmlWriter.Create(buffer, Settings)) write(xml);
        exchange.Response.Share(Encoding.UTF8.GetBytes(Reference().Replace(buffer.ToString(), Replacement)));
        exchange.Response.Headers.ContentType = "text/xml";
        exchange.Response.Headers["x-amzn-RequestId"] = exchange.RequestId;
    }

    [GeneratedRegex("&#x(?:[0-8BCEF]|1[0-9A-F]|FFF[EF]);", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
