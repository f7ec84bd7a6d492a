using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_GetAccount.html</remarks>
internal static class GetAccount
{
    public static AccountView Execute(RestApiState state) => AccountView.Of(state.Account);
}
