using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record PutRolePermissionsBoundaryRequest(string RoleName, string PermissionsBoundary) : IQueryRequest<PutRolePermissionsBoundaryRequest>
{
    public static PutRolePermissionsBoundaryRequest Read(QueryForm form) => new(
        IamRules.RoleName(form.Required("RoleName")), IamRules.PolicyArn(form.Required("PermissionsBoundary")));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePermissionsBoundary.html</remarks>
internal static class PutRolePermissionsBoundary
{
    public static NoResult Execute(IamState state, PutRolePermissionsBoundaryRequest request) =>
        Grants.Bound(state, () => state.Get(request.RoleName), request.PermissionsBoundary);
}
