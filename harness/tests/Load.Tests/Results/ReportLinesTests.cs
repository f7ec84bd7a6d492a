using TaskTracker.Load.Calls;
using TaskTracker.Load.Measuring;

namespace TaskTracker.Load.Tests.Results;

public sealed class ReportLinesTests
{
    [Fact]
    public void The_functions_own_reports_tell_cold_from_warm()
    {
        var parts = new Parts();

        ReportLines.Read("REPORT RequestId: 0f1d\tDuration: 3.25 ms\tBilled Duration: 4 ms\tMemory Size: 256 MB\tMax Memory Used: 41 MB\t", TaskCall.Create, parts);
        ReportLines.Read("REPORT RequestId: 0f1e\tDuration: 8.50 ms\tBilled Duration: 31 ms\tMemory Size: 256 MB\tMax Memory Used: 41 MB\tInit Duration: 21.50 ms\t", TaskCall.Create, parts);
        ReportLines.Read("END RequestId: 0f1e", TaskCall.Create, parts);

        var (warm, cold) = (parts.Results().Single(p => !p.IsCold), parts.Results().Single(p => p.IsCold));
        Assert.Equal(3.25, warm.P50Ms, tolerance: 0.01);
        Assert.Equal(30, cold.P50Ms, tolerance: 0.03);
        Assert.Equal(["cold start", "function"], cold.Parts.Select(p => p.Part));
    }
}
