using System.Xml;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Stacks;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Operations;

internal sealed record ValidateTemplateRequest(TemplateSource Template) : IQueryRequest<ValidateTemplateRequest>
{
    public static ValidateTemplateRequest Read(QueryForm form)
    {
        ModelConstraints.Check(form, "TemplateBody", "TemplateURL");
        return new(TemplateSource.Read(form));
    }
}

internal sealed record ValidateTemplateResponse(TemplateSummary Summary) : IQueryResponse
{
    public void Write(XmlWriter xml)
    {
        xml.WriteList("Parameters", Summary.Parameters, parameter =>
        {
            xml.WriteElementString("ParameterKey", parameter.Name);
            xml.WriteOptional("DefaultValue", parameter.Default);
            xml.WriteFlag("NoEcho", parameter.NoEcho);
            xml.WriteOptional("Description", parameter.Description);
        });
        xml.WriteOptional("Description", Summary.Description);
        Summary.WriteCapabilities(xml);
        if (Summary.Transforms.Count > 0) xml.WriteList("DeclaredTransforms", Summary.Transforms, xml.WriteString);
    }
}

/// <summary>Says everything that is wrong with a template as far as it is known without values: also behind its transform.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ValidateTemplate.html</remarks>
internal static class ValidateTemplate
{
    public static async ValueTask<ValidateTemplateResponse> ExecuteAsync(StackWork work, CallService call, ValidateTemplateRequest request, Exchange exchange)
    {
        var text = await request.Template.FetchAsync(call, work.Scope, exchange.Caller, stack: null, exchange.Cancellation).ConfigureAwait(false);
        return new ValidateTemplateResponse(TemplateSummary.Of(TemplateText.Read(text)));
    }
}
