using System.Collections.Immutable;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record TagRoleRequest(string RoleName, ImmutableSortedDictionary<string, string> Tags) : IQueryRequest<TagRoleRequest>
{
    public static TagRoleRequest Read(QueryForm form) => new(IamRules.RoleName(form.Required("RoleName")), IamRules.Tags(form));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagRole.html</remarks>
internal static class TagRole
{
    public static NoResult Execute(IamState state, TagRoleRequest request) =>
        Grants.Tag(state, () => state.Get(request.RoleName), request.Tags);
}
