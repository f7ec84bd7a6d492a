using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record DeleteRolePermissionsBoundaryRequest(string RoleName) : IQueryRequest<DeleteRolePermissionsBoundaryRequest>
{
    public static DeleteRolePermissionsBoundaryRequest Read(QueryForm form) => new(IamRules.RoleName(form.Required("RoleName")));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePermissionsBoundary.html</remarks>
internal static class DeleteRolePermissionsBoundary
{
    public static NoResult Execute(IamState state, DeleteRolePermissionsBoundaryRequest request) =>
        Grants.Unbound(state, () => state.Get(request.RoleName));
}
