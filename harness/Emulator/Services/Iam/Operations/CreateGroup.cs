using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record CreateGroupRequest(string GroupName, string Path) : IQueryRequest<CreateGroupRequest>
{
    public static CreateGroupRequest Read(QueryForm form)
    {
        form.RefuseOthers("GroupName", "Path");
        return new CreateGroupRequest(IamRules.GroupName(form.Required("GroupName")), IamRules.Path(form));
    }
}

internal sealed record CreateGroupResponse(Group Group) : IQueryResponse
{
    public void Write(XmlWriter xml) => IdentityXml.Write(xml, "Group", Group);
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateGroup.html</remarks>
internal static class CreateGroup
{
    public static CreateGroupResponse Execute(IamState state, AwsScope scope, TimeProvider clock, CreateGroupRequest request) => state.Changes.Commit(() =>
    {
        if (state.FindGroup(request.GroupName) is not null) throw IamErrors.Exists("Group", request.GroupName);
        var arn = scope.GlobalArn("iam", $"group{request.Path}{request.GroupName}");
        var group = new Group(request.GroupName, request.Path, IamRules.NewId("AGPA"), arn, clock.GetUtcNow());
        return ((IamChange?)new IamChange.GroupPut(group), new CreateGroupResponse(group));
    });
}
