using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record RemoveUserFromGroupRequest(string GroupName, string UserName) : IQueryRequest<RemoveUserFromGroupRequest>
{
    public static RemoveUserFromGroupRequest Read(QueryForm form) => new(
        IamRules.GroupName(form.Required("GroupName")), IamRules.UserName(form.Required("UserName")));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_RemoveUserFromGroup.html</remarks>
internal static class RemoveUserFromGroup
{
    public static NoResult Execute(IamState state, RemoveUserFromGroupRequest request) => state.Changes.Commit(() =>
    {
        var group = state.GetGroup(request.GroupName);
        var user = state.GetUser(request.UserName);
        if (!user.Groups.Contains(group.Name)) throw IamErrors.NotInGroup(user.Name, group.Name);
        return ((IamChange?)new IamChange.UserPut(user with { Groups = user.Groups.Remove(group.Name) }), NoResult.Value);
    });
}
