using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record DeleteUserRequest(string UserName) : IQueryRequest<DeleteUserRequest>
{
    public static DeleteUserRequest Read(QueryForm form) => new(IamRules.UserName(form.Required("UserName")));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUser.html</remarks>
internal static class DeleteUser
{
    public static NoResult Execute(IamState state, DeleteUserRequest request) => state.Changes.Commit(() =>
    {
        var user = state.GetUser(request.UserName);
        Grants.CheckIsBare(user);
        if (!user.AccessKeys.IsEmpty) throw IamErrors.StillHas("delete access keys");
        if (!user.Groups.IsEmpty) throw IamErrors.StillHas("remove user from all groups");
        return ((IamChange?)new IamChange.UserDeleted(user.Name), NoResult.Value);
    });
}
