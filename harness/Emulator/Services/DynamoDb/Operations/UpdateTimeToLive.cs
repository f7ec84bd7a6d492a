using System.Text.Json;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Wire;

namespace TaskTracker.Emulation.Services.DynamoDb.Operations;

internal sealed record UpdateTimeToLiveRequest(string Name, bool IsEnabled, string Attribute) : ITableRequest<UpdateTimeToLiveRequest>
{
    public string Resource => "table/" + Name;

    public static UpdateTimeToLiveRequest Read(ReadOnlySpan<byte> body)
    {
        var sent = TableParameters.Read(body);
        var name = TableConstraints.TableName(sent);
        var constraints = new Constraints();
        constraints.NotNull(sent.TimeToLive, "timeToLiveSpecification");
        if (sent.TimeToLive is { } specification)
        {
            constraints.NotNull(specification.IsEnabled, "timeToLiveSpecification.enabled");
            constraints.NotNull(specification.Attribute, "timeToLiveSpecification.attributeName");
            constraints.Length(specification.Attribute, "timeToLiveSpecification.attributeName", from: 1, to: 255);
        }

        constraints.ThrowIfBroken();
        return new UpdateTimeToLiveRequest(name, sent.TimeToLive?.IsEnabled ?? false, sent.TimeToLive?.Attribute ?? "");
    }
}

internal sealed record UpdateTimeToLiveResponse(UpdateTimeToLiveRequest Request) : ITableResponse
{
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("TimeToLiveSpecification"u8);
        json.WriteBoolean("Enabled"u8, Request.IsEnabled);
        json.WriteString("AttributeName"u8, Request.Attribute);
        json.WriteEndObject();
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html</remarks>
internal static class UpdateTimeToLive
{
    public static UpdateTimeToLiveResponse Execute(Tables tables, UpdateTimeToLiveRequest request) => tables.Changes.Commit(() =>
    {
        var before = tables.Get(request.Name).Definition;
        if (request.IsEnabled && before.TimeToLive == request.Attribute) throw DynamoDbErrors.Validation("TimeToLive is already enabled");
        if (!request.IsEnabled && before.TimeToLive is null) throw DynamoDbErrors.Validation("TimeToLive is already disabled");
        if (before.TimeToLive is { } current && current != request.Attribute)
        {
            throw DynamoDbErrors.Validation($"TimeToLive is active on a different AttributeName: current AttributeName is {current}");
        }

        var after = before with { TimeToLive = request.IsEnabled ? request.Attribute : null };
        return ((TableChange?)new TableChange.Redefined(after), new UpdateTimeToLiveResponse(request));
    });
}
