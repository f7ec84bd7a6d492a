using System.Text.Json;
using System.Text.Json.Nodes;
using TaskTracker.Emulation.Services.CloudWatch.Alarms;
using TaskTracker.Emulation.Services.CloudWatch.Wire;

namespace TaskTracker.Emulation.Services.CloudWatch.Operations;

internal sealed record SetAlarmStateRequest(string Name, string Value, string Reason, string? ReasonData)
{
    /// <summary>In the order of AWS's message.</summary>
    public static readonly IReadOnlyList<string> States = [StateValue.InsufficientData, StateValue.Alarm, StateValue.Ok];

    public static SetAlarmStateRequest Read(Fields fields)
    {
        fields.RefuseOthers("AlarmName", "StateValue", "StateReason", "StateReasonData");
        var (name, value, reason, data) = (fields.Text("AlarmName"), fields.Text("StateValue"), fields.Text("StateReason"), fields.Text("StateReasonData"));
        new ModelChecks()
            .Present("alarmName", name).Length("alarmName", name, 1, 255)
            .Present("stateValue", value).OneOf("stateValue", value, States)
            .Present("stateReason", reason).Length("stateReason", reason, 0, 1023)
            .Length("stateReasonData", data, 0, 4000).Check();
        if (data is not null && !IsJson(data)) throw CloudWatchErrors.BadReasonData();
        return new SetAlarmStateRequest(name ?? "", value ?? "", reason ?? "", data);
    }

    private static bool IsJson(string text)
    {
        try
        {
            // Written, too: half a surrogate pair has the form of JSON, but is no text, and the history quotes the whole.
            _ = JsonNode.Parse(text)?.ToJsonString();
            return true;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_SetAlarmState.html: for a while only, until the alarm is evaluated again.</remarks>
internal static class SetAlarmState
{
    public static WireValue.Structure? Execute(AlarmTable alarms, TimeProvider clock, SetAlarmStateRequest request)
    {
        alarms.Watch.CatchUp();
        var now = clock.GetUtcNow();
        var (before, after) = alarms.State.Change(
            request.Name,
            alarm => alarm is null ? throw CloudWatchErrors.NoSuchAlarm() : alarm with { Status = alarm.Status.Become(request.Value, request.Reason, request.ReasonData, now) },
            (old, changed) => old is null || old.Status.Value == changed.Status.Value ? null : AlarmHistory.Updated(old, changed));
        if (before is not null && after is not null && before.Status.Value != after.Status.Value) alarms.Actions.Run(before, after);
        return null;
    }
}
