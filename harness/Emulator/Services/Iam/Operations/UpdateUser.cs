using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record UpdateUserRequest(string UserName, string? NewUserName, string? NewPath) : IQueryRequest<UpdateUserRequest>
{
    public static UpdateUserRequest Read(QueryForm form) => new(
        IamRules.UserName(form.Required("UserName")),
        form.Optional("NewUserName") is { } name ? IamRules.UserName(name) : null,
        form.Optional("NewPath"));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateUser.html</remarks>
internal static class UpdateUser
{
    public static NoResult Execute(IamState state, AwsScope scope, UpdateUserRequest request) => state.Changes.Commit(() =>
    {
        var user = state.GetUser(request.UserName);
        var name = request.NewUserName ?? user.Name;
        if (name != user.Name && state.FindUser(name) is not null) throw IamErrors.Exists("User", name);
        var path = request.NewPath ?? user.Path;
        var changed = user with { Name = name, Path = path, Arn = scope.GlobalArn("iam", $"user{path}{name}") };
        return ((IamChange?)new IamChange.UserRenamed(user.Name, changed), NoResult.Value);
    });
}
