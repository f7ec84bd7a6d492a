using TaskTracker.Emulation.Services.ApiGateway.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis;

/// <param name="CloudWatchRoleArn">With which API Gateway writes logs; <c>null</c>: it writes none for REST APIs.</param>
internal sealed record Account(string? CloudWatchRoleArn);

/// <summary>The account's settings as answers show them.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_GetAccount.html</remarks>
internal sealed record AccountView(string? CloudwatchRoleArn, ThrottleSettingsView ThrottleSettings, IReadOnlyList<string> Features, string ApiKeyVersion)
{
    public static AccountView Of(Account account) =>
        new(account.CloudWatchRoleArn, new ThrottleSettingsView(TokenBucket.AccountBurst, TokenBucket.AccountRate), ["UsagePlans"], "4");
}

internal sealed record ThrottleSettingsView(int BurstLimit, double RateLimit);
