using System.Text;

namespace TaskTracker.Emulation.Services.CloudWatch.Dashboards;

/// <param name="Body">JSON, as it was given.</param>
internal sealed record Dashboard(string Name, string Arn, string Body, DateTimeOffset ModifiedAt)
{
    public long SizeBytes => Encoding.UTF8.GetByteCount(Body);
}
