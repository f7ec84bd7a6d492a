using System.Collections.Immutable;
using System.Xml;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Stacks;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Operations;

internal sealed record CreateStackRequest(
    string StackName, TemplateSource Template, ImmutableArray<GivenParameter> Parameters, ImmutableArray<string> Capabilities,
    ImmutableSortedDictionary<string, string> Tags, OnFailure OnFailure) : IQueryRequest<CreateStackRequest>
{
    public string? RoleArn { get; private init; }

    public bool IsProtected { get; private init; }

    public static CreateStackRequest Read(QueryForm form)
    {
        ModelConstraints.Check(
            form, "StackName", "TemplateBody", "TemplateURL", "Parameters", "Capabilities", "Tags", "OnFailure", "DisableRollback", "ClientRequestToken", "RoleARN",
            "EnableTerminationProtection");
        var (onFailure, disableRollback) = (form.Optional("OnFailure"), form.Flag("DisableRollback"));
        if (onFailure is not null && disableRollback is not null)
        {
            throw CloudFormationErrors.Validation("You can specify either DisableRollback or OnFailure, but not both.");
        }
        return new CreateStackRequest(
            StackRequest.StackName(form, isNew: true), TemplateSource.Read(form), StackRequest.Parameters(form), StackRequest.Capabilities(form),
            StackRequest.Tags(form),
            disableRollback == true ? OnFailure.DoNothing : OnFailureOf(onFailure))
        {
            RoleArn = form.Optional("RoleARN"),
            IsProtected = form.Flag("EnableTerminationProtection") ?? false,
        };
    }

    public static OnFailure OnFailureOf(string? word) => word switch
    {
        null or "ROLLBACK" => OnFailure.Rollback,
        "DO_NOTHING" => OnFailure.DoNothing,
        "DELETE" => OnFailure.Delete,
        _ => throw CloudFormationErrors.Constraint("onFailure", word, "Member must satisfy enum value set: [DO_NOTHING, ROLLBACK, DELETE]"),
    };
}

internal sealed record StackIdResponse(string StackId) : IQueryResponse
{
    public void Write(XmlWriter xml) => xml.WriteElementString("StackId", StackId);
}

/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html</remarks>
internal static class CreateStack
{
    public static async ValueTask<StackIdResponse> ExecuteAsync(StackWork work, CallService call, CreateStackRequest request, Exchange exchange)
    {
        var reviewed = Reviewed(work.State, request.StackName);
        var text = await request.Template.FetchAsync(call, work.Scope, exchange.Caller, stack: null, exchange.Cancellation).ConfigureAwait(false);
        var draft = Draft.Read(text, request.Parameters, previous: null);
        var id = reviewed?.Id ?? work.Scope.Arn("cloudformation", $"stack/{request.StackName}/{Guid.NewGuid()}");
        var blueprint = Blueprint.Of(draft, id, request.StackName, work.Scope);
        var needed = blueprint.NeededCapabilities.Concat(draft.Transforms.Count > 0 ? ["CAPABILITY_AUTO_EXPAND"] : []);
        StackRequest.CheckCapabilities(needed, request.Capabilities);
        var input = blueprint.Input(request.Capabilities, request.Tags) with { RoleArn = request.RoleArn };
        var actor = work.ActorOf(input.RoleArn, exchange.Caller);
        var disablesRollback = request.OnFailure == OnFailure.DoNothing;
        await StackStart.CreateAsync(
            work, id, blueprint, request.OnFailure, actor,
            stack => stack with { Input = input, DisableRollback = disablesRollback, IsProtected = request.IsProtected }, lay: reviewed is null ? Lay : null).ConfigureAwait(false);
        return new StackIdResponse(id);

        Stack Lay() => work.State.Find(request.StackName) is null
            ? new Stack(id, request.StackName, StackStatus.ReviewInProgress, work.Now, Input: null)
            : throw CloudFormationErrors.StackExists(request.StackName);
    }

    /// <summary>A stack of which there is a change set only, and which may therefore still be created.</summary>
    private static Stack? Reviewed(StackState state, string name) => state.Find(name) switch
    {
        null => null,
        { Status: StackStatus.ReviewInProgress } reviewed => reviewed,
        _ => throw CloudFormationErrors.StackExists(name),
    };
}
