using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record AddUserToGroupRequest(string GroupName, string UserName) : IQueryRequest<AddUserToGroupRequest>
{
    public static AddUserToGroupRequest Read(QueryForm form) => new(
        IamRules.GroupName(form.Required("GroupName")), IamRules.UserName(form.Required("UserName")));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddUserToGroup.html</remarks>
internal static class AddUserToGroup
{
    public static NoResult Execute(IamState state, AddUserToGroupRequest request) => state.Changes.Commit(() =>
    {
        var group = state.GetGroup(request.GroupName);
        var user = state.GetUser(request.UserName);
        return ((IamChange?)new IamChange.UserPut(user with { Groups = user.Groups.Add(group.Name) }), NoResult.Value);
    });
}
