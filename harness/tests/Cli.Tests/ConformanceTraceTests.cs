using System.Text.Json;
using Microsoft.Data.Sqlite;
using TaskTracker.Deployment;
using TaskTracker.Deployment.Packaging;
using TaskTracker.Emulation;
using TaskTracker.Emulation.Tests.Security;

namespace TaskTracker.Cli.Tests;

/// <summary>What a run of the whole conformance suite leaves behind. Asked for by name (make audit), since the suite takes minutes: --explicit only.</summary>
public sealed class ConformanceTraceTests
{
    private static readonly string[] Secret = ["SecretAccessKey", "SessionToken"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task Every_permission_of_the_template_was_used_no_secret_is_in_any_log_and_no_task_is_left()
    {
        using var checkout = Folder.WholeCheckout();
        using var logs = new KeptLogs();
        var data = Path.Combine(checkout.Path, "data");
        await using var emulator = await Emulator.StartAsync(new EmulatorOptions(Port: 0) { DataDirectory = data }, logs, Cancellation);
        var record = await DeployAsync(emulator.Endpoint, checkout);

        var suite = await RunSuiteAsync(record, checkout);
        var audit = await CliProcess.RunAsync(checkout.Path, "iam", "audit");

        using var http = new HttpClient();
        var left = await http.GetStringAsync(new Uri($"{record.ApiUrl}/tasks"), Cancellation);
        var secrets = SecretsIn(data);
        var told = await ToldAsync(emulator.Endpoint, record, checkout);
        Assert.True(suite.ExitCode == 0, suite.Detail);
        Assert.Equal("[]", left);
        Assert.True(audit.ExitCode == 0, audit.Results);
        Assert.Contains("every permission was used, and none reaches further than its use", audit.Remarks, StringComparison.Ordinal);
        Assert.True(secrets.Count >= 2 * record.Functions.Count, $"{secrets.Count} secrets");
        Assert.Contains(told, line => line.Contains("REPORT RequestId", StringComparison.Ordinal));
        var all = string.Join('\n', [.. logs.Lines, .. told, suite.Text, audit.Results, audit.Remarks]);
        Assert.DoesNotContain(secrets, secret => all.Contains(secret, StringComparison.Ordinal));
    }

    private static async Task<DeploymentRecord> DeployAsync(Uri endpoint, Folder checkout)
    {
        var workspace = Workspace.Find(checkout.Path) ?? throw new InvalidOperationException("The copy is no checkout.");
        using var deployer = new Deployer(Target.Embedded, Target.Embedded.Connect(endpoint), _ => { }, TimeProvider.System);
        var record = await deployer.DeployAsync(new DeploymentPlan(workspace.Template, workspace.Frontend, PackageArchitecture.OfThisMachine.Name), Cancellation);
        record.Write(workspace.Record(Target.Embedded));
        return record;
    }

    /// <summary>From this checkout, which has the suite's sources, on the stack that was deployed from the copy.</summary>
    private static async Task<(int ExitCode, string Detail, string Text)> RunSuiteAsync(DeploymentRecord record, Folder checkout)
    {
        var here = Workspace.Find(AppContext.BaseDirectory) ?? throw new InvalidOperationException("The tests run outside a checkout.");
        var (file, log) = (Path.Combine(checkout.Path, "deployment.json"), Path.Combine(checkout.Path, "conformance.log"));
        record.Write(file);
        var (code, detail) = await ConformanceRun.RunAsync(here, file, log, Cancellation);
        var text = await File.ReadAllTextAsync(log, Cancellation);
        return (code, $"{detail}\n{text}", text);
    }

    /// <summary>All that were handed out: sessions of roles and keys of users, as they are kept to be verified against.</summary>
    private static List<string> SecretsIn(string data)
    {
        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(data, "*.db", SearchOption.AllDirectories))
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT value FROM rows JOIN spaces ON spaces.id = rows.space WHERE spaces.name IN ('sts', 'iam')";
            using var rows = command.ExecuteReader();
            while (rows.Read()) found.AddRange(SecretsOf((byte[])rows[0]));
        }

        return found;
    }

    /// <summary>A row begins with JSON; a checksum follows.</summary>
    private static List<string> SecretsOf(byte[] row)
    {
        var reader = new Utf8JsonReader(row);
        using var json = JsonDocument.ParseValue(ref reader);
        return [.. Members(json.RootElement).Where(m => Secret.Contains(m.Name) && m.Value.ValueKind is JsonValueKind.String).Select(m => m.Value.GetString() ?? "")];
    }

    private static IEnumerable<JsonProperty> Members(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(m => Members(m.Value).Prepend(m)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Members),
        _ => [],
    };

    /// <summary>What the emulator tells of itself, and what the functions have logged.</summary>
    private static async Task<List<string>> ToldAsync(Uri endpoint, DeploymentRecord record, Folder checkout)
    {
        using var http = new HttpClient { BaseAddress = endpoint };
        var told = new List<string>();
        foreach (var path in (string[])["/_tasktracker/requests?limit=10000", "/_tasktracker/access", "/_tasktracker/health"]) told.Add(await http.GetStringAsync(new Uri(path, UriKind.Relative), Cancellation));
        foreach (var function in record.Functions.Values) told.Add((await CliProcess.RunAsync(checkout.Path, "logs", function)).Results);
        return told;
    }
}
