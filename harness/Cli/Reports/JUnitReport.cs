using System.Globalization;
using System.Xml;

namespace TaskTracker.Cli.Reports;

/// <param name="Failure">What was wrong; <c>null</c> for a case that passed.</param>
internal sealed record JUnitCase(string Group, string Name, string? Failure);

/// <summary>Results as CI servers read them.</summary>
/// <remarks>Source: https://github.com/testmoapp/junitxml</remarks>
internal static class JUnitReport
{
    public static void Write(string path, string suite, IReadOnlyList<JUnitCase> cases)
    {
        ReportFile.Write(path, stream =>
        {
            using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Indent = true });
            xml.WriteStartElement("testsuites");
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", suite);
            xml.WriteAttributeString("tests", cases.Count.ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("failures", cases.Count(c => c.Failure is not null).ToString(CultureInfo.InvariantCulture));
            foreach (var one in cases)
            {
                xml.WriteStartElement("testcase");
                xml.WriteAttributeString("classname", one.Group);
                xml.WriteAttributeString("name", one.Name);
                if (one.Failure is { } failure)
                {
                    xml.WriteStartElement("failure");
                    xml.WriteAttributeString("message", failure);
                    xml.WriteEndElement();
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        });
    }
}
