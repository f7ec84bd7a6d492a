using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam;

/// <summary>A request that means its caller's own user where it names none.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html: UserName</remarks>
internal interface IOwnUserRequest<TSelf> : IQueryRequest<TSelf>
    where TSelf : IOwnUserRequest<TSelf>
{
    /// <summary>The same with the caller's name in place of a missing one; a caller that is no user has none.</summary>
    TSelf By(Caller caller);
}
