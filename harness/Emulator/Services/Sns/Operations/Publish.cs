using System.Text;
using System.Text.Json;
using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Sns.Operations;

/// <param name="TopicArn"><c>null</c> for a message to a number.</param>
internal sealed record PublishRequest(string? TopicArn, string? PhoneNumber, Message Message) : IQueryRequest<PublishRequest>
{
    private const int MaxBytes = 256 * 1024;
    private const int MaxSubjectLength = 100;

    public static PublishRequest Read(QueryForm form)
    {
        form.RefuseOthers("TopicArn", "TargetArn", "PhoneNumber", "Message", "Subject", "MessageStructure", "MessageAttributes");
        var (text, subject, structure) = (form.Required("Message"), form.Optional("Subject"), form.Optional("MessageStructure"));
        if (text.Length == 0) throw SnsErrors.Invalid("Empty message");
        var attributes = form.MessageAttributes();
        if (Encoding.UTF8.GetByteCount(text) + attributes.Sum(a => Encoding.UTF8.GetByteCount(a.Name + a.Type + a.Value)) > MaxBytes) throw SnsErrors.Invalid("Message too long");
        if (subject is not null && (subject.Length is 0 or >= MaxSubjectLength || subject.Any(char.IsControl))) throw SnsErrors.Invalid("Subject");
        var byProtocol = structure == "json" ? ByProtocol(text) : [];
        var message = new Message(byProtocol.GetValueOrDefault("default") ?? text, subject, byProtocol, attributes);
        if (form.Optional("PhoneNumber") is { } number) return new PublishRequest(TopicArn: null, number, message);
        return new PublishRequest(form.TopicArn(form.Optional("TargetArn") is null ? "TopicArn" : "TargetArn"), PhoneNumber: null, message);
    }

    /// <remarks>Refusals recorded as sns/test_sns: test_message_structure_json_exc.</remarks>
    private static Dictionary<string, string> ByProtocol(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var texts = new Dictionary<string, string>(StringComparer.Ordinal);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                foreach (var member in document.RootElement.EnumerateObject().Where(m => m.Value.ValueKind == JsonValueKind.String)) texts[member.Name] = member.Value.GetString() ?? "";
            }

            return texts.ContainsKey("default") ? texts : throw SnsErrors.Invalid("Message Structure - No default entry in JSON message body");
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // The second for half a surrogate pair, which no string can be read from.
            throw SnsErrors.Invalid("Message Structure - JSON message body failed to parse");
        }
    }
}

internal sealed record PublishResponse(string MessageId) : IQueryResponse
{
    public void Write(XmlWriter xml) => xml.WriteElementString("MessageId", MessageId);
}

/// <remarks>Source: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html</remarks>
internal static class Publish
{
    public static PublishResponse Execute(SnsState state, Publisher publisher, PublishRequest request) => new(
        request is { PhoneNumber: { } number } ? publisher.SendTo(number, request.Message) : publisher.Publish(state.Get(request.TopicArn ?? "").Arn, request.Message));
}
