using System.Globalization;
using System.Text;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis.Serving;

/// <summary>The looks that an API gave the gateway's own refusals.</summary>
internal sealed class GatewayAnswers(Dictionary<string, GatewayAnswer> byType)
{
    public static GatewayAnswers Of(RestConfiguration configuration) =>
        new(configuration.GatewayResponses.ToDictionary(r => r.Key, r => GatewayAnswer.Of(r.Value), StringComparer.Ordinal));

    /// <summary>Takes the place of whatever was written so far.</summary>
    public void Write(RestCall call, RestRefusal refusal)
    {
        var answer = call.Exchange.Response;
        call.Refusal = refusal;
        call.Exchange.Record.ErrorCode = refusal.Code;
        answer.Discard();
        answer.Status = refusal.Status;
        answer.Headers["x-amzn-ErrorType"] = refusal.ErrorType;
        answer.Headers.ContentType = "application/json";
        var look = byType.GetValueOrDefault(refusal.Type) ?? byType.GetValueOrDefault(GatewayResponseType.Find(refusal.Type).Fallback);
        if (look is null) answer.Share(refusal.Body);
        else look.Write(call, answer);
    }
}

/// <summary>One look, made ready.</summary>
internal sealed record GatewayAnswer(int? Status, IReadOnlyList<KeyValuePair<string, MappedValue>> Headers, string ContentType, VariableText Template)
{
    public const string HeaderPrefix = "gatewayresponse.header.";

    public static GatewayAnswer Of(GatewayResponse response)
    {
        var type = response.Templates.IsEmpty || response.Templates.ContainsKey("application/json") ? "application/json" : response.Templates.Keys.First();
        return new GatewayAnswer(
            response.StatusCode is { } status ? int.Parse(status, CultureInfo.InvariantCulture) : null,
            [.. response.Parameters.Select(p => KeyValuePair.Create(p.Key[HeaderPrefix.Length..], MappedValue.Parse(p.Value)))],
            type, VariableText.Parse(response.Templates.GetValueOrDefault(type) ?? GatewayResponseType.StandardTemplate));
    }

    public void Write(RestCall call, AwsResponse answer)
    {
        if (Status is { } status) answer.Status = status;
        answer.Headers.ContentType = ContentType;
        foreach (var (name, mapped) in Headers)
        {
            if (mapped.For(call) is { } value && HeaderText.IsName(name) && HeaderText.IsValue(value)) answer.Headers[name] = value;
        }

        answer.Share(Encoding.UTF8.GetBytes(Template.Fill(call, RestVariables.Find, none: "")));
    }
}
