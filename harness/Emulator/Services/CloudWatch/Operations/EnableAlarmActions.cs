using TaskTracker.Emulation.Services.CloudWatch.Alarms;
using TaskTracker.Emulation.Services.CloudWatch.Wire;

namespace TaskTracker.Emulation.Services.CloudWatch.Operations;

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_EnableAlarmActions.html</remarks>
internal static class EnableAlarmActions
{
    public static WireValue.Structure? Execute(AlarmTable alarms, TimeProvider clock, AlarmNamesRequest request)
    {
        alarms.Watch.CatchUp();
        alarms.EnableActions(request.Names, true, clock.GetUtcNow());
        return null;
    }
}
