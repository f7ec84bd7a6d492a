using System.Text.RegularExpressions;
using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateAccount.html</remarks>
internal static partial class UpdateAccount
{
    private const string Role = "/cloudwatchRoleArn";

    public static AccountView Execute(RestApiState state, PatchBody body) =>
        AccountView.Of(state.ChangeAccount(account => body.Apply("updateAccountInput", account, Patch, Role)));

    private static Account? Patch(Account account, PatchOperation operation) => operation switch
    {
        { Op: "add" or "replace", Path: Role, Value: null or "" } or { Op: "remove", Path: Role } => account with { CloudWatchRoleArn = null },
        { Op: "add" or "replace", Path: Role, Value: { } arn } when RoleArn().IsMatch(arn) => account with { CloudWatchRoleArn = arn },
        { Op: "add" or "replace", Path: Role } => throw ApiErrors.Bad("The role ARN is not well formed"),
        _ => null,
    };

    [GeneratedRegex(@"^arn:aws[a-z-]*:iam::\d{12}:role/.+$")]
    private static partial Regex RoleArn();
}
