using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis.Serving;

/// <summary>Mapping templates that say the same for every request; the template language is not supported.</summary>
internal static class StaticText
{
    /// <exception cref="AwsError">BadRequestException for a template with variables or directives.</exception>
    public static string Check(string place, string template) => template.AsSpan().ContainsAny('$', '#')
        ? throw ApiErrors.Unsupported($"{place}: a template with variables or directives ({(template.Length > 60 ? template[..60] + "…" : template)})")
        : template;

    /// <summary>Templates stand under the content types of answers, whose headers must hold them.</summary>
    /// <exception cref="AwsError">BadRequestException.</exception>
    public static void CheckTypes(Dictionary<string, string>? templates)
    {
        foreach (var type in templates?.Keys ?? Enumerable.Empty<string>())
        {
            if (type.Length == 0 || !HeaderText.IsValue(type)) throw ApiErrors.Invalid("responseTemplates", type, "it is a content type");
        }
    }
}
