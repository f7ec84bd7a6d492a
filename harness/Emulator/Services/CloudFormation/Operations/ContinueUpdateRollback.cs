using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Stacks;

namespace TaskTracker.Emulation.Services.CloudFormation.Operations;

internal sealed record ContinueUpdateRollbackRequest(string StackName, IReadOnlyList<string> ResourcesToSkip, string? RoleArn)
    : IQueryRequest<ContinueUpdateRollbackRequest>
{
    public static ContinueUpdateRollbackRequest Read(QueryForm form)
    {
        ModelConstraints.Check(form, "StackName", "ResourcesToSkip", "RoleARN", "ClientRequestToken");
        return new(StackRequest.StackName(form), form.List("ResourcesToSkip"), form.Optional("RoleARN"));
    }
}

/// <summary>Goes on with a rollback that failed, from where it stands; what is to be skipped counts as brought back.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ContinueUpdateRollback.html</remarks>
internal static class ContinueUpdateRollback
{
    public static async ValueTask<EmptyResult> ExecuteAsync(StackWork work, ContinueUpdateRollbackRequest request, Exchange exchange)
    {
        var stack = work.State.Find(request.StackName) is { IsDeleted: false } found ? found : throw CloudFormationErrors.NoStackNamed(request.StackName);
        if (!StackStatus.CanContinueRollback(stack.Status)) throw CloudFormationErrors.NotInThisState(stack.Id, stack.Status, "rolled back");
        var whole = request.ResourcesToSkip.Where(name => stack.Resources.GetValueOrDefault(name)?.Status != StackStatus.UpdateFailed).ToList();
        if (whole.Count > 0)
        {
            throw CloudFormationErrors.Validation($"Only resources in the UPDATE_FAILED state can be skipped, not [{string.Join(", ", whole)}]");
        }

        var actor = work.ActorOf(request.RoleArn ?? stack.Input?.RoleArn, exchange.Caller);
        await StackStart.ContinueRollbackAsync(work, stack.Id, request.ResourcesToSkip, actor).ConfigureAwait(false);
        return EmptyResult.Value;
    }
}
