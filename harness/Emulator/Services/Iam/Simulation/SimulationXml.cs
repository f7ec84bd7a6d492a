using System.Globalization;
using System.Xml;
using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Json;
using TaskTracker.Policies.Language;

namespace TaskTracker.Emulation.Services.Iam.Simulation;

/// <summary>The results of a simulation, in the shape that was recorded on AWS (iam/test_simulate_principle_policy).</summary>
internal static class SimulationXml
{
    public static void Write(XmlWriter xml, Page<EvaluationResult> results) => results.Write(xml, "EvaluationResults", result => Write(xml, result));

    public static void WriteNames(XmlWriter xml, IEnumerable<string> names)
    {
        xml.WriteStartElement("ContextKeyNames");
        foreach (var name in names) xml.WriteElementString("member", name);
        xml.WriteEndElement();
    }

    /// <summary>With a resource the missing keys stand below it alone, and there are details, which only a question between accounts fills.</summary>
    private static void Write(XmlWriter xml, EvaluationResult result)
    {
        var isOnResource = result.Resource != "*";
        xml.WriteStartElement("member");
        xml.WriteElementString("EvalActionName", result.Action);
        xml.WriteElementString("EvalResourceName", result.Resource);
        xml.WriteElementString("EvalDecision", Word(result.Decision.Verdict));
        WriteStatements(xml, result.Decision.MatchedStatements);
        WriteMissing(xml, isOnResource ? [] : result.Decision.MissingContextKeys);
        xml.WriteStartElement("OrganizationsDecisionDetail");
        xml.WriteElementString("AllowedByOrganizations", "true");
        xml.WriteEndElement();
        WriteBoundary(xml, result);
        if (isOnResource) WriteOnResource(xml, result);
        xml.WriteEndElement();
    }

    private static void WriteOnResource(XmlWriter xml, EvaluationResult result)
    {
        xml.WriteElementString("EvalDecisionDetails", null);
        xml.WriteStartElement("ResourceSpecificResults");
        xml.WriteStartElement("member");
        xml.WriteElementString("EvalResourceName", result.Resource);
        xml.WriteElementString("EvalResourceDecision", Word(result.Decision.Verdict));
        WriteStatements(xml, result.Decision.MatchedStatements);
        WriteMissing(xml, result.Decision.MissingContextKeys);
        xml.WriteElementString("EvalDecisionDetails", null);
        WriteBoundary(xml, result);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteStatements(XmlWriter xml, IReadOnlyList<MatchedStatement> statements)
    {
        xml.WriteStartElement("MatchedStatements");
        foreach (var statement in statements)
        {
            xml.WriteStartElement("member");
            xml.WriteElementString("SourcePolicyId", statement.PolicyName[(statement.PolicyName.LastIndexOf('/') + 1)..]);
            xml.WriteElementString("SourcePolicyType", TypeOf(statement.PolicyKind));
            WritePosition(xml, "StartPosition", statement.Start);
            WritePosition(xml, "EndPosition", statement.End);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WritePosition(XmlWriter xml, string element, JsonPosition position)
    {
        xml.WriteStartElement(element);
        xml.WriteElementString("Line", position.Line.ToString(CultureInfo.InvariantCulture));
        xml.WriteElementString("Column", position.Column.ToString(CultureInfo.InvariantCulture));
        xml.WriteEndElement();
    }

    private static void WriteMissing(XmlWriter xml, IReadOnlyList<string> keys)
    {
        xml.WriteStartElement("MissingContextValues");
        foreach (var key in keys) xml.WriteElementString("member", key);
        xml.WriteEndElement();
    }

    private static void WriteBoundary(XmlWriter xml, EvaluationResult result)
    {
        if (result.IsWithinBoundary is not { } isWithin) return;
        xml.WriteStartElement("PermissionsBoundaryDecisionDetail");
        xml.WriteElementString("AllowedByPermissionsBoundary", isWithin ? "true" : "false");
        xml.WriteEndElement();
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Allowed => "allowed",
        Verdict.ExplicitDeny => "explicitDeny",
        _ => "implicitDeny",
    };

    /// <summary>Only the first was recorded.</summary>
    private static string TypeOf(PolicyKind kind) => kind switch
    {
        PolicyKind.Resource => "Resource Policy",
        PolicyKind.Boundary => "Permissions Boundary Policy",
        _ => "IAM Policy",
    };
}
