using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record UpdateAccessKeyRequest(string? UserName, string AccessKeyId, bool IsActive) : IQueryRequest<UpdateAccessKeyRequest>
{
    public static UpdateAccessKeyRequest Read(QueryForm form) => new(
        form.Optional("UserName") is { } name ? IamRules.UserName(name) : null, form.Required("AccessKeyId"), AccessKeys.IsActive(form.Required("Status")));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccessKey.html</remarks>
internal static class UpdateAccessKey
{
    public static NoResult Execute(IamState state, Caller caller, UpdateAccessKeyRequest request) =>
        AccessKeys.Change(state, caller, request.UserName, request.AccessKeyId, key => key with { IsActive = request.IsActive });
}
