using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Stacks;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Operations;

internal sealed partial record CreateChangeSetRequest(
    string StackName, string ChangeSetName, bool IsForNewStack, TemplateSource Template,
    ImmutableArray<GivenParameter> Parameters, ImmutableArray<string> Capabilities,
    ImmutableSortedDictionary<string, string>? Tags, string? Description, string? OnStackFailure) : IQueryRequest<CreateChangeSetRequest>
{
    public string? RoleArn { get; private init; }

    public static CreateChangeSetRequest Read(QueryForm form)
    {
        ModelConstraints.Check(
            form, "StackName", "ChangeSetName", "ChangeSetType", "TemplateBody", "TemplateURL", "UsePreviousTemplate", "Parameters", "Capabilities", "Tags",
            "Description",
            "ClientToken", "OnStackFailure", "IncludeNestedStacks", "RoleARN");
        StackRequest.OneOf(form, "OnStackFailure", "DO_NOTHING", "ROLLBACK", "DELETE");
        var type = StackRequest.OneOf(form, "ChangeSetType", "CREATE", "UPDATE", "IMPORT") ?? "UPDATE";
        if (type is not ("CREATE" or "UPDATE"))
        {
            throw CloudFormationErrors.Validation($"The ChangeSetType {type} is not supported here. Supported: CREATE, UPDATE.");
        }
        var name = form.Required("ChangeSetName");
        if (!Name().IsMatch(name))
        {
            throw CloudFormationErrors.Constraint("changeSetName", name, "Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*");
        }

        return new CreateChangeSetRequest(
            StackRequest.StackName(form, isNew: type == "CREATE"), name, type == "CREATE", TemplateSource.Read(form), StackRequest.Parameters(form),
            StackRequest.Capabilities(form),
            form.HasAny("Tags") ? StackRequest.Tags(form) : null, form.Optional("Description"), form.Optional("OnStackFailure"))
        {
            RoleArn = form.Optional("RoleARN"),
        };
    }

    [GeneratedRegex("^[a-zA-Z][-a-zA-Z0-9]{0,127}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}

internal sealed record CreateChangeSetResponse(string Id, string StackId) : IQueryResponse
{
    public void Write(XmlWriter xml)
    {
        xml.WriteElementString("Id", Id);
        xml.WriteElementString("StackId", StackId);
    }
}

/// <summary>Works out what would change, at once: a change set is complete, or failed, when the answer arrives.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html</remarks>
internal static class CreateChangeSet
{
    private const string NoChanges = "The submitted information didn't contain changes. Submit different information to create a change set.";

    public static async ValueTask<CreateChangeSetResponse> ExecuteAsync(StackWork work, CallService call, CreateChangeSetRequest request, Exchange exchange)
    {
        var existing = Existing(work.State, request);
        var text = await request.Template.FetchAsync(call, work.Scope, exchange.Caller, existing, exchange.Cancellation).ConfigureAwait(false);
        var draft = Draft.Read(text, request.Parameters, existing);
        var stack = existing ?? new Stack(
            work.Scope.Arn("cloudformation", $"stack/{request.StackName}/{Guid.NewGuid()}"), request.StackName, StackStatus.ReviewInProgress, work.Now,
            Input: null)
        {
            StatusReason = "User Initiated",
        };
        var changeSet = Draw(work, request, draft, stack);
        return work.State.Changes.Commit(() =>
        {
            if (existing is null) RefuseIfExists(work.State.Find(request.StackName), request);
            if (work.State.ChangeSets.Any(c => c.StackId == stack.Id && c.Name == request.ChangeSetName && c.IsActive))
            {
                throw CloudFormationErrors.ChangeSetExists(request.ChangeSetName);
            }
            StackChange change = new StackChange.ChangeSetPut(changeSet);
            if (existing is null) change = new StackChange.StackBegun(stack, StackLog.EventOf(stack, stack.CreatedAt), changeSet);
            return ((StackChange?)change, new CreateChangeSetResponse(changeSet.Id, stack.Id));
        });
    }

    /// <summary>The stack that the change set is for, <c>null</c> for one that is to be.</summary>
    private static Stack? Existing(StackState state, CreateChangeSetRequest request)
    {
        var stack = state.Find(request.StackName);
        if (request.IsForNewStack)
        {
            RefuseIfExists(stack, request);
            return stack;
        }

        if (stack is not { IsDeleted: false }) throw CloudFormationErrors.NoStackNamed(request.StackName);
        return StackStatus.CanUpdate(stack.Status) ? stack : throw CloudFormationErrors.NotInThisState(stack.Id, stack.Status, "updated");
    }

    private static void RefuseIfExists(Stack? stack, CreateChangeSetRequest request)
    {
        if (stack is not null && stack.Status != StackStatus.ReviewInProgress)
        {
            throw CloudFormationErrors.StackExistsForChangeSet(request.StackName, request.ChangeSetName);
        }
    }

    private static ChangeSet Draw(StackWork work, CreateChangeSetRequest request, Draft draft, Stack stack)
    {
        var tags = request.Tags ?? stack.Input?.Tags ?? ImmutableSortedDictionary<string, string>.Empty;
        var roleArn = request.RoleArn ?? stack.Input?.RoleArn;
        var input = new StackInput(new StackTemplate(draft.Text, draft.Text), null, draft.Parameters, request.Capabilities, tags) { RoleArn = roleArn };
        ImmutableArray<ResourceChange> changes = [];
        string? failure = null;
        try
        {
            var blueprint = Blueprint.Of(draft, stack.Id, stack.Name, work.Scope);
            input = blueprint.Input(request.Capabilities, tags) with { RoleArn = roleArn };
            StackRequest.CheckCapabilities(blueprint.NeededCapabilities, request.Capabilities);
            changes = ChangePlanner.Plan(blueprint, stack, tags, work.FindExport);
            if (!request.IsForNewStack && changes.IsEmpty && !HasOtherChanges(stack, input)) failure = NoChanges;
        }
        catch (AwsError refusal) when (draft.Transforms.Count > 0)
        {
            // What comes after the transforms is found out after the request was answered.
            failure = refusal.Message;
        }

        return new ChangeSet(
            work.Scope.Arn("cloudformation", $"changeSet/{request.ChangeSetName}/{Guid.NewGuid()}"), request.ChangeSetName, stack.Id, stack.Name,
            request.IsForNewStack, work.Now, request.Description, failure is null ? "CREATE_COMPLETE" : "FAILED", failure,
            failure is null ? "AVAILABLE" : "UNAVAILABLE", input, changes,
            request.OnStackFailure);
    }

    /// <summary>Changes that no resource has: outputs, tags, what is to become of resources, what an update that failed left behind.</summary>
    public static bool HasOtherChanges(Stack stack, StackInput input) => stack.Status == StackStatus.UpdateFailed ||
        stack.Input is { } before && (!before.Tags.SequenceEqual(input.Tags) || OtherParts(before.Template) != OtherParts(input.Template));

    private static string OtherParts(StackTemplate template)
    {
        var root = TemplateText.Read(template.Processed);
        var resources = (root["Resources"] as Node.Map)?.Entries.Select(e => e.Value).OfType<Node.Map>() ?? [];
        var policies = resources.Select(r => NodeJson.Write(r.Without("Properties", "Metadata")));
        return string.Join('\n', (root["Outputs"] is { } outputs ? NodeJson.Write(outputs) : "{}", string.Join('\n', policies)));
    }
}
