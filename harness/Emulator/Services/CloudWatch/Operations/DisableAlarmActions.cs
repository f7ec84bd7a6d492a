using TaskTracker.Emulation.Services.CloudWatch.Alarms;
using TaskTracker.Emulation.Services.CloudWatch.Wire;

namespace TaskTracker.Emulation.Services.CloudWatch.Operations;

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DisableAlarmActions.html</remarks>
internal static class DisableAlarmActions
{
    public static WireValue.Structure? Execute(AlarmTable alarms, TimeProvider clock, AlarmNamesRequest request)
    {
        alarms.Watch.CatchUp();
        alarms.EnableActions(request.Names, false, clock.GetUtcNow());
        return null;
    }
}
