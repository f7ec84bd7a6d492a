using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record UpdateRoleRequest(string RoleName, string? Description, int? MaxSessionSeconds) : IQueryRequest<UpdateRoleRequest>
{
    public static UpdateRoleRequest Read(QueryForm form) => new(
        IamRules.RoleName(form.Required("RoleName")),
        form.Optional("Description"),
        IamRules.SessionSeconds(form));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html</remarks>
internal static class UpdateRole
{
    public static EmptyResult Execute(IamState state, UpdateRoleRequest request) => state.Changes.Commit(() =>
    {
        var role = state.Get(request.RoleName);
        var changed = role with
        {
            Description = request.Description ?? role.Description,
            MaxSessionSeconds = request.MaxSessionSeconds ?? role.MaxSessionSeconds,
        };
        return ((IamChange?)new IamChange.RolePut(changed), EmptyResult.Value);
    });
}
