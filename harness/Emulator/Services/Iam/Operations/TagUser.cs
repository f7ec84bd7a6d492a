using System.Collections.Immutable;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record TagUserRequest(string UserName, ImmutableSortedDictionary<string, string> Tags) : IQueryRequest<TagUserRequest>
{
    public static TagUserRequest Read(QueryForm form) => new(IamRules.UserName(form.Required("UserName")), IamRules.Tags(form));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagUser.html</remarks>
internal static class TagUser
{
    public static NoResult Execute(IamState state, TagUserRequest request) =>
        Grants.Tag(state, () => state.GetUser(request.UserName), request.Tags);
}
