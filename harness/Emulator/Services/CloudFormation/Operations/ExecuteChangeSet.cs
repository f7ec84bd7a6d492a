using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Stacks;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Operations;

internal sealed record ExecuteChangeSetRequest(string ChangeSetName, string? StackName, bool DisableRollback) : IQueryRequest<ExecuteChangeSetRequest>
{
    public static ExecuteChangeSetRequest Read(QueryForm form)
    {
        ModelConstraints.Check(form, "ChangeSetName", "StackName", "ClientRequestToken", "DisableRollback");
        return new(form.Required("ChangeSetName"), StackRequest.OptionalStackName(form), form.Flag("DisableRollback") ?? false);
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ExecuteChangeSet.html</remarks>
internal static class ExecuteChangeSet
{
    public static async ValueTask<EmptyResult> ExecuteAsync(StackWork work, ExecuteChangeSetRequest request, Exchange exchange)
    {
        var set = DescribeChangeSet.Find(work.State, request.ChangeSetName, request.StackName);
        set.RefuseUnlessAvailable();
        var blueprint = Again(work, set);
        Stack Change(Stack stack) => stack with { ChangeSetId = set.Id, UpdatedAt = work.Now, DisableRollback = request.DisableRollback, Input = set.Input };
        var actor = work.ActorOf(set.Input.RoleArn, exchange.Caller);
        if (set.IsForNewStack)
        {
            var onFailure = request.DisableRollback ? OnFailure.DoNothing : CreateStackRequest.OnFailureOf(set.OnStackFailure);
            await StackStart.CreateAsync(work, set.StackId, blueprint, onFailure, actor, Change, set).ConfigureAwait(false);
        }
        else
        {
            var rollsBack = !request.DisableRollback && set.OnStackFailure != "DO_NOTHING";
            await StackStart.UpdateAsync(work, set.StackId, blueprint, rollsBack, actor, Change, set).ConfigureAwait(false);
        }

        return EmptyResult.Value;
    }

    /// <summary>The blueprint as it was when the change set was made: from the same text and the same values.</summary>
    private static Blueprint Again(StackWork work, ChangeSet set)
    {
        var given = set.Input.Parameters.Select(p => new GivenParameter(p.Name, p.Value, UsePrevious: false)).ToList();
        return Blueprint.Of(Draft.Read(set.Input.Template.Original, given, previous: null), set.StackId, set.StackName, work.Scope);
    }
}
