using System.Xml;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Stacks;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Operations;

internal sealed record GetTemplateSummaryRequest(string? StackName, TemplateSource Template) : IQueryRequest<GetTemplateSummaryRequest>
{
    public static GetTemplateSummaryRequest Read(QueryForm form)
    {
        ModelConstraints.Check(form, "StackName", "TemplateBody", "TemplateURL");
        return new(StackRequest.OptionalStackName(form), TemplateSource.Read(form));
    }
}

internal sealed record GetTemplateSummaryResponse(TemplateSummary Summary) : IQueryResponse
{
    public void Write(XmlWriter xml)
    {
        xml.WriteList("Parameters", Summary.Parameters, parameter =>
        {
            xml.WriteElementString("ParameterKey", parameter.Name);
            xml.WriteOptional("DefaultValue", parameter.Default);
            xml.WriteElementString("ParameterType", parameter.Type);
            xml.WriteFlag("NoEcho", parameter.NoEcho);
            xml.WriteOptional("Description", parameter.Description);
            xml.WriteStructure("ParameterConstraints", () =>
            {
                if (parameter.AllowedValues.Count > 0) xml.WriteList("AllowedValues", parameter.AllowedValues, xml.WriteString);
            });
        });
        xml.WriteOptional("Description", Summary.Description);
        Summary.WriteCapabilities(xml);
        xml.WriteList("ResourceTypes", Summary.Resources.Select(r => r.Key), xml.WriteString);
        xml.WriteOptional("Version", Summary.Version);
        xml.WriteOptional("Metadata", Summary.Metadata);
        if (Summary.Transforms.Count > 0) xml.WriteList("DeclaredTransforms", Summary.Transforms, xml.WriteString);
        xml.WriteList("ResourceIdentifierSummaries", Summary.Resources, group =>
        {
            xml.WriteElementString("ResourceType", group.Key);
            xml.WriteList("LogicalResourceIds", group, xml.WriteString);
        });
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_GetTemplateSummary.html</remarks>
internal static class GetTemplateSummary
{
    public static async ValueTask<GetTemplateSummaryResponse> ExecuteAsync(
        StackWork work, CallService call, GetTemplateSummaryRequest request, Exchange exchange)
    {
        var text = request.StackName is { } name
            ? OfStack(work.State, name)
            : await request.Template.FetchAsync(call, work.Scope, exchange.Caller, stack: null, exchange.Cancellation).ConfigureAwait(false);
        return new GetTemplateSummaryResponse(TemplateSummary.Of(TemplateText.Read(text)));
    }

    private static string OfStack(StackState state, string name) =>
        state.Get(name).Input?.Template.Original ?? throw CloudFormationErrors.Validation("GetTemplateSummary cannot be called on REVIEW_IN_PROGRESS stacks.");
}
