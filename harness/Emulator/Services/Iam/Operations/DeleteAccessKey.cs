using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record DeleteAccessKeyRequest(string? UserName, string AccessKeyId) : IOwnUserRequest<DeleteAccessKeyRequest>
{
    public static DeleteAccessKeyRequest Read(QueryForm form) => new(
        form.Optional("UserName") is { } name ? IamRules.UserName(name) : null, form.Required("AccessKeyId"));

    public DeleteAccessKeyRequest By(Caller caller) => this with { UserName = UserName ?? caller.UserName };
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteAccessKey.html</remarks>
internal static class DeleteAccessKey
{
    public static NoResult Execute(IamState state, DeleteAccessKeyRequest request) =>
        AccessKeys.Change(state, request.UserName, request.AccessKeyId, _ => null);
}
