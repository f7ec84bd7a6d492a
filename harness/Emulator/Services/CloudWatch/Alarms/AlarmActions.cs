using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.CloudWatch.Alarms;

/// <summary>Publishes an alarm's message to a topic, if the topic lets it.</summary>
/// <returns>Why it could not; <c>null</c> when it is done.</returns>
internal delegate string? NotifyTopic(string topicArn, string alarmArn, string subject, string message);

/// <summary>Has a function run with an alarm's message, if the function's policy admits it.</summary>
/// <returns>Why it could not; <c>null</c> when it is done.</returns>
internal delegate string? NotifyFunction(string functionArn, string alarmArn, string message);

/// <summary>What alarms do when they become another state.</summary>
internal sealed class AlarmActions(AlarmsState state, AwsScope scope, NotifyTopic notifyTopic, NotifyFunction notifyFunction)
{
    private const string TopicPart = ":sns:";
    private const string FunctionPart = ":lambda:";

    /// <summary>Whether it is an action that there is here.</summary>
    public static bool IsKnown(string arn) => arn.Contains(TopicPart, StringComparison.Ordinal) || arn.Contains(FunctionPart, StringComparison.Ordinal);

    public void Run(MetricAlarm before, MetricAlarm alarm)
    {
        if (!alarm.Settings.ActionsEnabled) return;
        foreach (var action in alarm.Settings.ActionsOf(alarm.Status.Value))
        {
            var isTopic = action.Contains(TopicPart, StringComparison.Ordinal);
            var message = isTopic ? AlarmMessage.ForTopic(before, alarm, scope) : AlarmMessage.ForFunction(before, alarm, scope);
            var failure = isTopic ? notifyTopic(action, alarm.Arn, AlarmMessage.Subject(alarm, scope), message) : notifyFunction(action, alarm.Arn, message);
            state.Note(AlarmHistory.Acted(alarm, action, message, failure));
        }
    }
}
