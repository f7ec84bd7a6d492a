using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using TaskTracker.Deployment;
using TaskTracker.Emulation;

[assembly: AssemblyFixture(typeof(TaskTracker.Page.Tests.DeployedSite))]
[assembly: CollectionBehavior(CollectionBehavior.CollectionPerAssembly)]

namespace TaskTracker.Page.Tests;

/// <summary>The whole product on an emulator of its own, and a browser in front of it. Tests share its table and empty it before they begin.</summary>
public sealed class DeployedSite : IAsyncLifetime
{
    private static readonly Workspace Here = Workspace.Find(AppContext.BaseDirectory) ?? throw new InvalidDataException("These tests run inside a checkout.");

    private static readonly JsonSerializerOptions AsNamed = new();

    private readonly HttpClient _http = new();
    private Emulator? _emulator;
    private DeploymentRecord? _record;
    private AmazonDynamoDBClient? _dynamoDb;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public static string Root => Here.Root;

    public string SiteUrl => Record.SiteUrl;

    public string ApiUrl => Record.ApiUrl;

    /// <summary>Of the stack's dashboard.</summary>
    public string DashboardUrl => $"{Record.Endpoint}/_tasktracker/dashboards/TaskTracker";

    private DeploymentRecord Record => _record ?? throw new InvalidOperationException("The site has not been deployed.");

    private AmazonDynamoDBClient DynamoDb => _dynamoDb ?? throw new InvalidOperationException("The site has not been deployed.");

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Path is null) return;
        _emulator = await Emulator.StartAsync(new EmulatorOptions(Port: 0));
        using var deployer = new Deployer(Target.Embedded, Target.Embedded.Connect(_emulator.Endpoint), _ => { }, TimeProvider.System);
        _record = await deployer.DeployAsync(new DeploymentPlan(Here.Template, Here.Frontend, Architecture: "x86_64"), CancellationToken.None);
        var config = new AmazonDynamoDBConfig { ServiceURL = Record.Endpoint, AuthenticationRegion = Record.Region };
        _dynamoDb = new AmazonDynamoDBClient(new BasicAWSCredentials("test", "test"), config);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path, Args = Chromium.Arguments });
    }

    /// <summary>A browser of its own, as of another person, on the empty list; the test is skipped where there is no browser.</summary>
    public async Task<Person> VisitAsync(BrowserNewContextOptions? options = null, bool open = true, bool empty = true)
    {
        if (_browser is null) Assert.Skip("There is no Chromium on this machine: apt-get install chromium, or name one in TASKTRACKER_CHROMIUM.");
        if (empty) await EmptyAsync();
        var context = await _browser.NewContextAsync(options ?? new() { ViewportSize = new() { Width = 1280, Height = 800 } });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(20_000);
        var person = new Person(page, this);
        if (open) await person.OpenAsync();

        return person;
    }

    /// <summary>What another client of the API has done.</summary>
    public async Task<string> CreateAsync(string title, string description = "", string status = "Open")
    {
        using var answer = await _http.PostAsJsonAsync(new Uri($"{ApiUrl}/tasks"), new { Title = title, Description = description, Status = status }, AsNamed);
        answer.EnsureSuccessStatusCode();
        var created = JsonNode.Parse(await answer.Content.ReadAsStringAsync());

        return (string?)created?["TaskId"] ?? throw new InvalidDataException("The API gave no id.");
    }

    /// <summary>Half an hour with a call or two each minute, by the emulator's clock, and one that fails.</summary>
    public async Task UseForAWhileAsync()
    {
        for (var minute = 0; minute < 30; minute++)
        {
            var id = await CreateAsync($"Task of minute {minute}");
            for (var i = 0; i < minute % 4; i++) using (await _http.GetAsync(new Uri($"{ApiUrl}/tasks{(i % 2 == 0 ? "" : "/" + id)}"))) { }
            if (minute % 5 == 0) await DeleteAsync(id);
            if (minute % 7 == 3) using (await _http.GetAsync(new Uri($"{ApiUrl}/tasks/nobody"))) { }
            using var moved = await _http.PostAsJsonAsync(new Uri($"{Record.Endpoint}/_tasktracker/clock"), new { advance = "PT1M" }, AsNamed);
            moved.EnsureSuccessStatusCode();
        }
    }

    public async Task DeleteAsync(string taskId)
    {
        using var answer = await _http.DeleteAsync(new Uri($"{ApiUrl}/tasks/{taskId}"));
        answer.EnsureSuccessStatusCode();
    }

    public async Task ChangeAsync(string taskId, string title)
    {
        using var answer = await _http.PutAsJsonAsync(new Uri($"{ApiUrl}/tasks/{taskId}"), new { Title = title }, AsNamed);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Titles in the table, as they are stored.</summary>
    public async Task<IReadOnlyList<string>> StoredTitlesAsync() => [.. (await ScanAsync()).Select(i => i["Title"].S).Order(StringComparer.Ordinal)];

    public Task FillAsync(int count, Func<int, (string Title, string Description, string Status)> task) =>
        Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, cancellation) =>
        {
            var (title, description, status) = task(i);
            var at = new DateTimeOffset(2025, 12, 1, 8, 0, 0, TimeSpan.Zero).AddMinutes(i).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);
            var item = new Dictionary<string, AttributeValue>
            {
                ["TaskId"] = new(Guid.NewGuid().ToString()),
                ["Title"] = new(title),
                ["Description"] = new(description),
                ["Status"] = new(status),
                ["CreatedAt"] = new(at),
                ["UpdatedAt"] = new(at),
            };
            await DynamoDb.PutItemAsync(new PutItemRequest { TableName = Record.Table, Item = item }, cancellation);
        });

    /// <summary>Past the API, as somebody with the AWS CLI does.</summary>
    public Task PutAsync(Dictionary<string, AttributeValue> item) => DynamoDb.PutItemAsync(new PutItemRequest { TableName = Record.Table, Item = item });

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        _dynamoDb?.Dispose();
        if (_emulator is not null) await _emulator.DisposeAsync();
    }

    private async Task EmptyAsync() =>
        await Parallel.ForEachAsync(await ScanAsync(), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (item, cancellation) =>
            await DynamoDb.DeleteItemAsync(Record.Table, new() { ["TaskId"] = item["TaskId"] }, cancellation));

    private async Task<List<Dictionary<string, AttributeValue>>> ScanAsync()
    {
        var items = new List<Dictionary<string, AttributeValue>>();
        var request = new ScanRequest { TableName = Record.Table, ConsistentRead = true };
        do
        {
            var page = await DynamoDb.ScanAsync(request);
            items.AddRange(page.Items ?? []);
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });

        return items;
    }
}
