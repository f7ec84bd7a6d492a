using System.Xml;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Stacks;

namespace TaskTracker.Emulation.Services.CloudFormation.Operations;

internal sealed record GetTemplateRequest(string? StackName, string? ChangeSetName, bool WantsProcessed) : IQueryRequest<GetTemplateRequest>
{
    public static GetTemplateRequest Read(QueryForm form)
    {
        ModelConstraints.Check(form, "StackName", "ChangeSetName", "TemplateStage");
        var stage = form.Optional("TemplateStage") ?? "Processed";
        if (stage is "Original" or "Processed") return new(StackRequest.OptionalStackName(form), form.Optional("ChangeSetName"), stage == "Processed");
        throw CloudFormationErrors.Constraint("templateStage", stage, "Member must satisfy enum value set: [Original, Processed]");
    }
}

internal sealed record GetTemplateResponse(string Body) : IQueryResponse
{
    public void Write(XmlWriter xml)
    {
        xml.WriteElementString("TemplateBody", Body);
        xml.WriteList("StagesAvailable", ["Original", "Processed"], xml.WriteString);
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_GetTemplate.html</remarks>
internal static class GetTemplate
{
    public static GetTemplateResponse Execute(StackState state, GetTemplateRequest request)
    {
        var template = request.ChangeSetName is { } changeSet
            ? OfChangeSet(state, changeSet, request.StackName)
            : OfStack(state, request.StackName ?? throw CloudFormationErrors.Validation("StackName is a required parameter."));
        return new GetTemplateResponse(request.WantsProcessed ? template.Processed : template.Original);
    }

    private static StackTemplate OfChangeSet(StackState state, string changeSet, string? stackName)
    {
        if (stackName is null && !changeSet.StartsWith("arn:", StringComparison.Ordinal))
        {
            throw CloudFormationErrors.Validation("StackName is a required parameter.");
        }
        return DescribeChangeSet.Find(state, changeSet, stackName).Input.Template;
    }

    private static StackTemplate OfStack(StackState state, string name) =>
        state.Get(name).Input?.Template ?? throw CloudFormationErrors.Validation("GetTemplate cannot be called on REVIEW_IN_PROGRESS stacks.");
}
