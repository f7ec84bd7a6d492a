using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Stacks;

namespace TaskTracker.Emulation.Services.CloudFormation.Operations;

internal sealed record CancelUpdateStackRequest(string StackName) : IQueryRequest<CancelUpdateStackRequest>
{
    public static CancelUpdateStackRequest Read(QueryForm form)
    {
        ModelConstraints.Check(form, "StackName", "ClientRequestToken");
        return new(StackRequest.StackName(form));
    }
}

/// <summary>Has an update that is under way rolled back.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CancelUpdateStack.html</remarks>
internal static class CancelUpdateStack
{
    public static NoResult Execute(StackWork work, CancelUpdateStackRequest request)
    {
        var stack = work.State.Find(request.StackName) is { IsDeleted: false } found ? found : throw CloudFormationErrors.NoStackNamed(request.StackName);
        if (stack.Status == StackStatus.UpdateInProgress && work.Abandon(stack.Id)) return NoResult.Value;
        throw CloudFormationErrors.Validation("CancelUpdateStack cannot be called from current stack status");
    }
}
