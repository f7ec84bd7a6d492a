using System.Text.Json;

namespace TaskTracker.Emulation.Services.ApiGateway.HttpApis.OpenApi;

/// <summary>What an import has to say about places in the document, by category.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html#http-api-import.validation</remarks>
internal sealed class ImportNotes
{
    private const string ExtensionPrefix = "x-amazon-apigateway-";

    public List<string> Info { get; } = [];

    public List<string> Warnings { get; } = [];

    /// <summary>Goes through an object's members, so that each is used, known to mean nothing here, reported, or refused.</summary>
    /// <param name="place">Where the object stands, such as <c>paths.'/tasks'(get)</c>; empty for the document.</param>
    /// <param name="used">Members that the caller reads.</param>
    /// <param name="restOnly">Members that mean something for REST APIs alone: reported as information.</param>
    /// <param name="refused">Members that would change what the API does, which this emulator does not do.</param>
    public void Sort(JsonElement value, string place, ReadOnlySpan<string> used, ReadOnlySpan<string> restOnly, ReadOnlySpan<string> refused)
    {
        foreach (var member in value.EnumerateObject())
        {
            var name = member.Name;
            var where = place.Length == 0 ? name : $"{place}.{name}";
            if (used.Contains(name)) continue;
            if (refused.Contains(name)) throw ApiErrors.Unsupported(where);
            if (restOnly.Contains(name)) Info.Add($"{where} is not supported for HTTP APIs and was ignored");
            else if (name.StartsWith(ExtensionPrefix, StringComparison.Ordinal)) Warnings.Add($"Parse issue: attribute {where} is unexpected");
        }
    }
}
