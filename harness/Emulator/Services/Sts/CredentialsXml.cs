using System.Globalization;
using System.Xml;
using TaskTracker.Emulation.Protocols.SigV4;

namespace TaskTracker.Emulation.Services.Sts;

internal static class CredentialsXml
{
    public static void Write(XmlWriter xml, KnownCredentials session)
    {
        xml.WriteStartElement("Credentials");
        xml.WriteElementString("AccessKeyId", session.Credentials.AccessKeyId);
        xml.WriteElementString("SecretAccessKey", session.Credentials.SecretAccessKey);
        xml.WriteElementString("SessionToken", session.Credentials.SessionToken);
        xml.WriteElementString("Expiration", session.ExpiresAt?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        xml.WriteEndElement();
    }
}
