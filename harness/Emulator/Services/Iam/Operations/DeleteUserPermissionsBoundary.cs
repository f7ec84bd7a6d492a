using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record DeleteUserPermissionsBoundaryRequest(string UserName) : IQueryRequest<DeleteUserPermissionsBoundaryRequest>
{
    public static DeleteUserPermissionsBoundaryRequest Read(QueryForm form) => new(IamRules.UserName(form.Required("UserName")));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUserPermissionsBoundary.html</remarks>
internal static class DeleteUserPermissionsBoundary
{
    public static NoResult Execute(IamState state, DeleteUserPermissionsBoundaryRequest request) =>
        Grants.Unbound(state, () => state.GetUser(request.UserName));
}
