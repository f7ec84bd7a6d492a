using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record UntagRoleRequest(string RoleName, IReadOnlyList<string> TagKeys) : IQueryRequest<UntagRoleRequest>
{
    public static UntagRoleRequest Read(QueryForm form) => new(IamRules.RoleName(form.Required("RoleName")), form.List("TagKeys"));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagRole.html</remarks>
internal static class UntagRole
{
    public static NoResult Execute(IamState state, UntagRoleRequest request) =>
        Grants.Untag(state, () => state.Get(request.RoleName), request.TagKeys);
}
