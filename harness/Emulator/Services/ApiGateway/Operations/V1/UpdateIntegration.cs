using TaskTracker.Emulation.Services.ApiGateway.RestApis;
using TaskTracker.Emulation.Services.ApiGateway.RestApis.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateIntegration.html</remarks>
internal static class UpdateIntegration
{
    private const string Templates = "/requestTemplates/";

    public static IntegrationView Execute(RestApiState state, ApiRequest request, PatchBody body)
    {
        var method = state.ChangeMethod(request, before => before with
        {
            Integration = body.Apply("updateIntegrationInput", GetIntegration.Find(before), Patch, "/uri, /timeoutInMillis, /httpMethod, /requestTemplates/{type}"),
        });
        return IntegrationView.Of(GetIntegration.Find(method));
    }

    private static Integration? Patch(Integration integration, PatchOperation operation) => operation switch
    {
        { Op: "replace", Path: "/uri" } when integration.Type == Integration.Proxy => integration with { Uri = FunctionUri.CheckInvocation(operation.Given) },
        { Op: "replace", Path: "/httpMethod" } when integration.Type == Integration.Proxy => integration with { HttpMethod = operation.Given.ToUpperInvariant() },
        { Op: "replace", Path: "/timeoutInMillis" } => integration with { TimeoutMs = Timeout(operation.Given) },
        { Op: "add" or "replace" } when operation.Below(Templates) is { } type =>
            integration with { RequestTemplates = integration.RequestTemplates.SetItem(type, StaticText.Check("UpdateIntegration: requestTemplates", operation.Given)) },
        { Op: "remove" } when operation.Below(Templates) is { } type => integration with { RequestTemplates = integration.RequestTemplates.Remove(type) },
        _ => null,
    };

    private static int Timeout(string text) =>
        int.TryParse(text, out var milliseconds) && milliseconds is >= 50 and <= Integration.MaxTimeoutMs ? milliseconds : throw RestApiErrors.IntegrationTimeout();
}
