using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record UpdateAccessKeyRequest(string? UserName, string AccessKeyId, bool IsActive) : IOwnUserRequest<UpdateAccessKeyRequest>
{
    public static UpdateAccessKeyRequest Read(QueryForm form) => new(
        form.Optional("UserName") is { } name ? IamRules.UserName(name) : null, form.Required("AccessKeyId"), AccessKeys.IsActive(form.Required("Status")));

    public UpdateAccessKeyRequest By(Caller caller) => this with { UserName = UserName ?? caller.UserName };
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccessKey.html</remarks>
internal static class UpdateAccessKey
{
    public static NoResult Execute(IamState state, UpdateAccessKeyRequest request) =>
        AccessKeys.Change(state, request.UserName, request.AccessKeyId, key => key with { IsActive = request.IsActive });
}
