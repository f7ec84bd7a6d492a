using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record PutUserPermissionsBoundaryRequest(string UserName, string PermissionsBoundary) : IQueryRequest<PutUserPermissionsBoundaryRequest>
{
    public static PutUserPermissionsBoundaryRequest Read(QueryForm form) => new(
        IamRules.UserName(form.Required("UserName")), IamRules.PolicyArn(form.Required("PermissionsBoundary")));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutUserPermissionsBoundary.html</remarks>
internal static class PutUserPermissionsBoundary
{
    public static NoResult Execute(IamState state, PutUserPermissionsBoundaryRequest request) =>
        Grants.Bound(state, () => state.GetUser(request.UserName), request.PermissionsBoundary);
}
