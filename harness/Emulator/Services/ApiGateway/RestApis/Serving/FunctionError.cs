using System.Text.Json;
using TaskTracker.Emulation.Services.ApiGateway.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis.Serving;

/// <summary>How access logs of REST APIs tell that a function failed: with what it said.</summary>
/// <remarks>Source: lines of AWS in https://github.com/DataBiosphere/azul/pull/6624.</remarks>
internal static class FunctionError
{
    /// <returns><c>null</c> where the function did not fail, or said nothing.</returns>
    public static string? For(FunctionAnswer? answer) => answer is { Outcome: FunctionOutcome.Failed, Payload: { IsEmpty: false } payload } && MessageIn(payload.Span) is { } message
        ? $"Lambda Customer Function Error:{message}"
        : null;

    private static string? MessageIn(ReadOnlySpan<byte> error)
    {
        try
        {
            var json = new Utf8JsonReader(error);
            json.Read();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var isMessage = json.ValueTextEquals("errorMessage"u8);
                json.Read();
                if (isMessage) return json.TokenType == JsonTokenType.String ? JsonText.Read(ref json) : null;
                json.Skip();
            }

            return null;
        }
        catch (JsonException)
        {
            // A bootstrap may report as an error whatever it likes.
            return null;
        }
    }
}
