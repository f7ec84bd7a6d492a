using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

/// <param name="UserName"><c>null</c> asks about the caller.</param>
internal sealed record GetUserRequest(string? UserName) : IOwnUserRequest<GetUserRequest>
{
    public static GetUserRequest Read(QueryForm form) => new(form.Optional("UserName") is { } name ? IamRules.UserName(name) : null);

    public GetUserRequest By(Caller caller) => this with { UserName = UserName ?? caller.UserName };
}

internal sealed record GetUserResponse(User User) : IQueryResponse
{
    public void Write(XmlWriter xml) => IdentityXml.Write(xml, "User", User, Shown.Tags | Shown.Boundary);
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUser.html</remarks>
internal static class GetUser
{
    public static GetUserResponse Execute(IamState state, GetUserRequest request) =>
        new(state.GetUser(request.UserName ?? throw IamErrors.NoUserMeant()));
}
