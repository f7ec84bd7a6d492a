using System.Text.Json;

namespace TaskTracker.Emulation.Services.ApiGateway.Serving;

/// <summary>A stage's variables as events of payload format 1.0 show them.</summary>
internal static class EventStage
{
    /// <param name="variables"><c>null</c> where there are none.</param>
    public static void WriteVariables(Utf8JsonWriter json, IReadOnlyDictionary<string, string>? variables)
    {
        json.WritePropertyName("stageVariables"u8);
        if (variables is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        foreach (var (name, value) in variables) json.WriteString(name, value);
        json.WriteEndObject();
    }
}
