using System.Text;
using TaskTracker.Deployment;

namespace TaskTracker.Cli.Tests.Durability;

/// <summary><c>up --data</c> again on the same directory: the product is the one that it was.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly Folder _checkout = Folder.WholeCheckout();
    private readonly HttpClient _http = new();

    /// <summary>How the first one ended.</summary>
    [Theory]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public async Task Ids_addresses_and_tasks_are_the_same(string signal)
    {
        await using var first = CliProcess.Start(_checkout.Path, "up", "--port", "0", "--data", "data");
        var endpoint = await first.ReadyAsync();
        var before = Record();
        using var task = new StringContent("""{"Title":"Kept"}""", Encoding.UTF8, "application/json");
        using var created = await _http.PostAsync(new Uri($"{before.ApiUrl}/tasks"), task, TestContext.Current.CancellationToken);
        created.EnsureSuccessStatusCode();
        var tasks = await TasksAsync(before);
        await first.StopAsync(signal);

        await using var second = CliProcess.Start(_checkout.Path, "up", "--port", $"{endpoint.Port}", "--data", "data");
        await second.ReadyAsync();
        var after = Record();

        Assert.Equal((before.ApiUrl, before.SiteUrl, before.Table, before.PackageSha256), (after.ApiUrl, after.SiteUrl, after.Table, after.PackageSha256));
        Assert.Equal(before.Functions, after.Functions);
        Assert.Equal(before.Roles, after.Roles);
        Assert.Contains("Kept", tasks, StringComparison.Ordinal);
        Assert.Equal(tasks, await TasksAsync(after));
    }

    public void Dispose()
    {
        _http.Dispose();
        _checkout.Dispose();
    }

    private DeploymentRecord Record() =>
        DeploymentRecord.Read(Path.Combine(_checkout.Path, ".tasktracker", "embedded.json")) ?? throw new InvalidOperationException("Nothing is deployed.");

    private Task<string> TasksAsync(DeploymentRecord record) => _http.GetStringAsync(new Uri($"{record.ApiUrl}/tasks"), TestContext.Current.CancellationToken);
}
