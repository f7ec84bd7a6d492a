using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record DeleteRoleRequest(string RoleName) : IQueryRequest<DeleteRoleRequest>
{
    public static DeleteRoleRequest Read(QueryForm form) => new(IamRules.RoleName(form.Required("RoleName")));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html</remarks>
internal static class DeleteRole
{
    public static NoResult Execute(IamState state, DeleteRoleRequest request) => state.Changes.Commit(() =>
    {
        var role = state.Get(request.RoleName);
        Grants.CheckIsBare(role);
        return ((IamChange?)new IamChange.RoleDeleted(role.Name), NoResult.Value);
    });
}
