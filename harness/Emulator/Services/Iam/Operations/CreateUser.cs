using System.Collections.Immutable;
using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record CreateUserRequest(string UserName, string Path, string? Boundary, ImmutableSortedDictionary<string, string> Tags) : IQueryRequest<CreateUserRequest>
{
    public static CreateUserRequest Read(QueryForm form)
    {
        form.RefuseOthers("UserName", "Path", "PermissionsBoundary", "Tags");
        return new CreateUserRequest(
            IamRules.UserName(form.Required("UserName")),
            IamRules.Path(form),
            form.Optional("PermissionsBoundary") is { } arn ? IamRules.PolicyArn(arn) : null,
            IamRules.Tags(form));
    }
}

internal sealed record CreateUserResponse(User User) : IQueryResponse
{
    public void Write(XmlWriter xml) => IdentityXml.Write(xml, "User", User, Shown.Tags | Shown.Boundary);
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html</remarks>
internal static class CreateUser
{
    public static CreateUserResponse Execute(IamState state, AwsScope scope, TimeProvider clock, CreateUserRequest request) => state.Changes.Commit(() =>
    {
        if (state.FindUser(request.UserName) is not null) throw IamErrors.Exists("User", request.UserName);
        var arn = scope.GlobalArn("iam", $"user{request.Path}{request.UserName}");
        var user = new User(request.UserName, request.Path, IamRules.NewId("AIDA"), arn, clock.GetUtcNow(), [], ImmutableSortedSet<string>.Empty)
        {
            Tags = request.Tags,
            Boundary = Grants.Boundary(state, request.Boundary),
        };
        return ((IamChange?)new IamChange.UserPut(user), new CreateUserResponse(user));
    });
}
