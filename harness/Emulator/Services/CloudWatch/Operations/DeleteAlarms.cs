using TaskTracker.Emulation.Services.CloudWatch.Alarms;
using TaskTracker.Emulation.Services.CloudWatch.Wire;

namespace TaskTracker.Emulation.Services.CloudWatch.Operations;

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteAlarms.html</remarks>
internal static class DeleteAlarms
{
    public static WireValue.Structure? Execute(AlarmTable alarms, TimeProvider clock, AlarmNamesRequest request)
    {
        alarms.Watch.CatchUp();
        foreach (var name in request.Names)
        {
            var deleted = alarms.State.Changes.Commit(() =>
            {
                var alarm = alarms.State.Find(name);
                return (alarm is null ? null : (AlarmChange)new AlarmChange.AlarmDeleted(name), alarm);
            });
            if (deleted is not null) alarms.State.Note(AlarmHistory.Deleted(deleted, clock.GetUtcNow()));
        }

        return null;
    }
}
