using TaskTracker.Emulation.Services.CloudWatch.Wire;

namespace TaskTracker.Emulation.Services.CloudWatch.Alarms;

/// <summary>What is asked of several alarms at once.</summary>
internal sealed record AlarmNamesRequest(IReadOnlyList<string> Names)
{
    private const int MostNames = 100;

    public static AlarmNamesRequest Read(Fields fields)
    {
        fields.RefuseOthers("AlarmNames");
        var names = fields.Texts("AlarmNames");
        new ModelChecks().Present("alarmNames", fields.Has("AlarmNames") ? names : null).Count("alarmNames", names, MostNames).Check();
        return new AlarmNamesRequest(names);
    }
}
