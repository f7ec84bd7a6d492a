namespace TaskTracker.Emulation.Services.ApiGateway.HttpApis;

/// <summary>An integration as CreateIntegration and UpdateIntegration take it.</summary>
internal sealed record IntegrationBody : StrictBody
{
    private const int MinTimeoutMs = 50;

    public string? IntegrationType { get; init; }

    public string? IntegrationUri { get; init; }

    public string? IntegrationMethod { get; init; }

    public string? PayloadFormatVersion { get; init; }

    public int? TimeoutInMillis { get; init; }

    public string? ConnectionType { get; init; }

    public string? Description { get; init; }

    /// <summary>The integration with what is given here.</summary>
    /// <param name="operation">Whose body this is, for refusals.</param>
    /// <exception cref="Protocols.AwsError">BadRequestException.</exception>
    public Integration Apply(string operation, Integration integration)
    {
        if (IntegrationType is not (null or "AWS_PROXY")) throw ApiErrors.Unsupported($"{operation}: integrationType {IntegrationType}");
        if (ConnectionType is not (null or "INTERNET")) throw ApiErrors.Unsupported($"{operation}: connectionType {ConnectionType}");
        if (IntegrationMethod is not (null or "POST")) throw ApiErrors.Invalid("integrationMethod", IntegrationMethod, "functions are invoked with POST");
        if (PayloadFormatVersion is not (null or "1.0" or "2.0")) throw ApiErrors.Invalid("payloadFormatVersion", PayloadFormatVersion, "it is 1.0 or 2.0");
        if (TimeoutInMillis is < MinTimeoutMs or > Integration.MaxTimeoutMs)
        {
            throw ApiErrors.Invalid("timeoutInMillis", $"{TimeoutInMillis}", "it is between 50 and 30000");
        }

        return integration with
        {
            Uri = IntegrationUri is { } uri ? FunctionUri.Check(uri) : integration.Uri,
            PayloadFormatVersion = PayloadFormatVersion ?? integration.PayloadFormatVersion,
            TimeoutMs = TimeoutInMillis ?? integration.TimeoutMs,
            Description = Description ?? integration.Description,
        };
    }

    /// <summary>A new integration; what it cannot be without must be there.</summary>
    /// <exception cref="Protocols.AwsError">BadRequestException.</exception>
    public Integration Create(string operation)
    {
        if (IntegrationType is null) throw ApiErrors.Missing("integrationType");
        var blank = new Integration(ApiIds.Part(), "", "", Integration.MaxTimeoutMs, Description: null);
        var created = Apply(operation, blank);
        if (IntegrationUri is null) throw ApiErrors.Missing("integrationUri");
        if (PayloadFormatVersion is null) throw ApiErrors.Missing("payloadFormatVersion");
        return created;
    }
}

/// <summary>An integration as answers show it.</summary>
internal sealed record IntegrationView(
    bool? ApiGatewayManaged,
    string ConnectionType,
    string? Description,
    string IntegrationId,
    string IntegrationMethod,
    string IntegrationType,
    string IntegrationUri,
    string PayloadFormatVersion,
    int TimeoutInMillis)
{
    public static IntegrationView Of(Integration integration) => new(
        integration.IsManaged ? true : null, "INTERNET", integration.Description, integration.Id, "POST", "AWS_PROXY", integration.Uri,
        integration.PayloadFormatVersion, integration.TimeoutMs);
}

internal sealed record IntegrationList(IReadOnlyList<IntegrationView> Items, string? NextToken);
