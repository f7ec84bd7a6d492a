namespace TaskTracker.Emulation.Services.ApiGateway.RestApis.Serving;

/// <summary>Mapping templates that say the same for every request; the template language is not supported.</summary>
internal static class StaticText
{
    /// <exception cref="Protocols.AwsError">BadRequestException for a template with variables or directives.</exception>
    public static string Check(string place, string template) => template.AsSpan().ContainsAny('$', '#')
        ? throw ApiErrors.Unsupported($"{place}: a template with variables or directives ({(template.Length > 60 ? template[..60] + "…" : template)})")
        : template;
}
