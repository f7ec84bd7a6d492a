using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record UntagUserRequest(string UserName, IReadOnlyList<string> TagKeys) : IQueryRequest<UntagUserRequest>
{
    public static UntagUserRequest Read(QueryForm form) => new(IamRules.UserName(form.Required("UserName")), form.List("TagKeys"));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagUser.html</remarks>
internal static class UntagUser
{
    public static NoResult Execute(IamState state, UntagUserRequest request) =>
        Grants.Untag(state, () => state.GetUser(request.UserName), request.TagKeys);
}
