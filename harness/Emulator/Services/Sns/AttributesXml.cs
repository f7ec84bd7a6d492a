using System.Xml;

namespace TaskTracker.Emulation.Services.Sns;

/// <summary>Attributes as answers show them.</summary>
internal static class AttributesXml
{
    public static void Write(XmlWriter xml, IEnumerable<(string Key, string Value)> attributes)
    {
        xml.WriteStartElement("Attributes");
        foreach (var (key, value) in attributes)
        {
            xml.WriteStartElement("entry");
            xml.WriteElementString("key", key);
            xml.WriteElementString("value", value);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}
