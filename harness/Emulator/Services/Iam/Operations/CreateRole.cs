using System.Collections.Immutable;
using System.Xml;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Policies.Evaluation;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record CreateRoleRequest(
    string RoleName, string Path, Policy TrustPolicy, string? Description, int MaxSessionSeconds, string? Boundary, ImmutableSortedDictionary<string, string> Tags)
    : IQueryRequest<CreateRoleRequest>
{
    public static CreateRoleRequest Read(QueryForm form)
    {
        form.RefuseOthers("RoleName", "Path", "AssumeRolePolicyDocument", "Description", "MaxSessionDuration", "PermissionsBoundary", "Tags");
        return new CreateRoleRequest(
            IamRules.RoleName(form.Required("RoleName")),
            IamRules.Path(form),
            IamRules.TrustPolicy(form.Required("AssumeRolePolicyDocument")),
            form.Optional("Description"),
            IamRules.SessionSeconds(form) ?? 3600,
            form.Optional("PermissionsBoundary") is { } arn ? IamRules.PolicyArn(arn) : null,
            IamRules.Tags(form));
    }
}

internal sealed record CreateRoleResponse(Role Role) : IQueryResponse
{
    public void Write(XmlWriter xml) => IdentityXml.Write(xml, "Role", Role, Shown.Tags | Shown.Boundary);
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html</remarks>
internal static class CreateRole
{
    public static CreateRoleResponse Execute(IamState state, AwsScope scope, TimeProvider clock, CreateRoleRequest request) =>
        state.Changes.Commit(() =>
        {
            if (state.Find(request.RoleName) is not null) throw IamErrors.Exists("Role", request.RoleName);
            var role = new Role(
                request.RoleName, request.Path, IamRules.NewId("AROA"), scope.GlobalArn("iam", $"role{request.Path}{request.RoleName}"), clock.GetUtcNow(),
                request.TrustPolicy, request.Description, request.MaxSessionSeconds)
            {
                Tags = request.Tags,
                Boundary = Grants.Boundary(state, request.Boundary),
            };
            return ((IamChange?)new IamChange.RolePut(role), new CreateRoleResponse(role));
        });
}
