using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record DeleteGroupRequest(string GroupName) : IQueryRequest<DeleteGroupRequest>
{
    public static DeleteGroupRequest Read(QueryForm form) => new(IamRules.GroupName(form.Required("GroupName")));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteGroup.html</remarks>
internal static class DeleteGroup
{
    public static NoResult Execute(IamState state, DeleteGroupRequest request) => state.Changes.Commit(() =>
    {
        var group = state.GetGroup(request.GroupName);
        Grants.CheckIsBare(group);
        if (state.Users.Any(u => u.Groups.Contains(group.Name))) throw IamErrors.StillHas("remove users from group");
        return ((IamChange?)new IamChange.GroupDeleted(group.Name), NoResult.Value);
    });
}
