using System.Collections.Immutable;
using TaskTracker.Emulation.Journal;

namespace TaskTracker.Emulation.Services.CloudWatch.Dashboards;

internal abstract record DashboardChange
{
    public sealed record DashboardPut(Dashboard Dashboard) : DashboardChange;

    public sealed record DashboardDeleted(string Name) : DashboardChange;
}

/// <summary>Every dashboard of the account.</summary>
internal sealed class DashboardsState
{
    private ImmutableSortedDictionary<string, Dashboard> _dashboards = ImmutableSortedDictionary.Create<string, Dashboard>(StringComparer.Ordinal);

    public DashboardsState() => Changes = new CommitPoint<DashboardChange>(Apply);

    public CommitPoint<DashboardChange> Changes { get; }

    public IEnumerable<Dashboard> Dashboards => _dashboards.Values;

    public Dashboard? Find(string name) => _dashboards.GetValueOrDefault(name);

    private void Apply(DashboardChange change) => _dashboards = change switch
    {
        DashboardChange.DashboardPut(var dashboard) => _dashboards.SetItem(dashboard.Name, dashboard),
        DashboardChange.DashboardDeleted(var name) => _dashboards.Remove(name),
        _ => throw new ArgumentOutOfRangeException(nameof(change), change, null),
    };
}
