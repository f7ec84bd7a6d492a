using System.Xml;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Stacks;

namespace TaskTracker.Emulation.Services.CloudFormation.Operations;

internal sealed record ListExportsRequest(string? NextToken) : IQueryRequest<ListExportsRequest>
{
    public static ListExportsRequest Read(QueryForm form)
    {
        ModelConstraints.Check(form, "NextToken");
        return new(form.Optional("NextToken"));
    }
}

internal sealed record StackExport(string StackId, string Name, string Value);

internal sealed record ListExportsResponse(Page<StackExport> Exports) : IQueryResponse
{
    public void Write(XmlWriter xml)
    {
        xml.WriteList("Exports", Exports.Items, export =>
        {
            xml.WriteElementString("ExportingStackId", export.StackId);
            xml.WriteElementString("Name", export.Name);
            xml.WriteElementString("Value", export.Value);
        });
        Exports.WriteToken(xml);
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListExports.html</remarks>
internal static class ListExports
{
    public static ListExportsResponse Execute(StackState state, ListExportsRequest request)
    {
        var exports = state.Stacks.Where(s => !s.IsDeleted)
            .SelectMany(s => s.Outputs.Where(o => o.ExportName is not null).Select(o => new StackExport(s.Id, o.ExportName ?? "", o.Value)))
            .OrderBy(e => e.Name, StringComparer.Ordinal);
        return new ListExportsResponse(Page<StackExport>.Of(exports, e => e.Name, request.NextToken));
    }
}
