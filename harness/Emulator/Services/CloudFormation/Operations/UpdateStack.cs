using System.Collections.Immutable;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Stacks;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Operations;

internal sealed record UpdateStackRequest(
    string StackName, TemplateSource Template, ImmutableArray<GivenParameter> Parameters, ImmutableArray<string> Capabilities,
    ImmutableSortedDictionary<string, string>? Tags, bool DisableRollback) : IQueryRequest<UpdateStackRequest>
{
    public string? RoleArn { get; private init; }

    public static UpdateStackRequest Read(QueryForm form)
    {
        ModelConstraints.Check(
            form, "StackName", "TemplateBody", "TemplateURL", "UsePreviousTemplate", "Parameters", "Capabilities", "Tags", "DisableRollback", "ClientRequestToken", "RoleARN");
        return new UpdateStackRequest(
            StackRequest.StackName(form), TemplateSource.Read(form), StackRequest.Parameters(form), StackRequest.Capabilities(form),
            form.HasAny("Tags") ? StackRequest.Tags(form) : null, form.Flag("DisableRollback") ?? false)
        {
            RoleArn = form.Optional("RoleARN"),
        };
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateStack.html</remarks>
internal static class UpdateStack
{
    public static async ValueTask<StackIdResponse> ExecuteAsync(StackWork work, CallService call, UpdateStackRequest request, Exchange exchange)
    {
        var stack = work.State.Find(request.StackName) is { IsDeleted: false } found ? found : throw CloudFormationErrors.NoStackNamed(request.StackName);
        var text = await request.Template.FetchAsync(call, work.Scope, exchange.Caller, stack, exchange.Cancellation).ConfigureAwait(false);
        var draft = Draft.Read(text, request.Parameters, stack);
        var blueprint = Blueprint.Of(draft, stack.Id, stack.Name, work.Scope);
        var needed = blueprint.NeededCapabilities.Concat(draft.Transforms.Count > 0 ? ["CAPABILITY_AUTO_EXPAND"] : []);
        StackRequest.CheckCapabilities(needed, request.Capabilities);
        var tags = request.Tags ?? stack.Input?.Tags ?? ImmutableSortedDictionary<string, string>.Empty;
        var input = blueprint.Input(request.Capabilities, tags) with { RoleArn = request.RoleArn ?? stack.Input?.RoleArn };
        var actor = work.ActorOf(input.RoleArn, exchange.Caller);
        if (!StackStatus.CanUpdate(stack.Status)) throw CloudFormationErrors.NotInThisState(stack.Id, stack.Status, "updated");
        if (ChangePlanner.Plan(blueprint, stack, input.Tags, work.FindExport).IsEmpty && !CreateChangeSet.HasOtherChanges(stack, input))
        {
            throw CloudFormationErrors.NoUpdates();
        }
        await StackStart.UpdateAsync(
            work, stack.Id, blueprint, rollsBack: !request.DisableRollback, actor,
            s => s with { Input = input, UpdatedAt = work.Now, DisableRollback = request.DisableRollback }).ConfigureAwait(false);
        return new StackIdResponse(stack.Id);
    }
}
