using System.Xml;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Stacks;

namespace TaskTracker.Emulation.Services.CloudFormation.Operations;

internal sealed record ListImportsRequest(string ExportName, string? NextToken) : IQueryRequest<ListImportsRequest>
{
    public static ListImportsRequest Read(QueryForm form)
    {
        ModelConstraints.Check(form, "ExportName", "NextToken");
        return new(form.Required("ExportName"), form.Optional("NextToken"));
    }
}

internal sealed record ListImportsResponse(Page<string> Stacks) : IQueryResponse
{
    public void Write(XmlWriter xml)
    {
        xml.WriteList("Imports", Stacks.Items, xml.WriteString);
        Stacks.WriteToken(xml);
    }
}

/// <summary>Names of the stacks that use an export; one that nobody uses is refused.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListImports.html</remarks>
internal static class ListImports
{
    public static ListImportsResponse Execute(StackState state, ListImportsRequest request)
    {
        var users = Exports.UsersOf(state, request.ExportName);
        if (users.Count == 0) throw CloudFormationErrors.Validation($"Export '{request.ExportName}' is not imported by any stack.");
        return new ListImportsResponse(Page<string>.Of(users, name => name, request.NextToken));
    }
}
