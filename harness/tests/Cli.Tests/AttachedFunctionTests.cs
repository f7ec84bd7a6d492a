using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using TaskTracker.Deployment;

namespace TaskTracker.Cli.Tests;

/// <summary>A function that an IDE starts, with the profile that the IDE finds, beside the running product.</summary>
public sealed class AttachedFunctionTests(RunningProduct product) : IClassFixture<RunningProduct>
{
    private const string Function = "functions/TaskTracker.Functions";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_answers_instead_of_the_package_until_it_ends()
    {
        using var http = new HttpClient();
        var tasks = new Uri($"{product.Record.ApiUrl}/tasks");
        using var function = Start("CreateTask");

        // Its own line of the request is on its own console.
        var logged = FirstLineAsync(function, "\"method\":\"POST\"");
        HttpStatusCode created;
        do
        {
            using var answer = await http.PostAsJsonAsync(tasks, new Dictionary<string, string> { ["Title"] = "From the debugger" }, Cancellation);
            created = answer.StatusCode;
        }
        while (!logged.IsCompleted && created == HttpStatusCode.Created && !function.HasExited);
        function.Kill();
        await function.WaitForExitAsync(Cancellation);

        // An event that is on its way to the process when that ends, ends with it.
        HttpStatusCode afterwards;
        do
        {
            using var answer = await http.PostAsJsonAsync(tasks, new Dictionary<string, string> { ["Title"] = "From the package" }, Cancellation);
            afterwards = answer.StatusCode;
        }
        while (afterwards == HttpStatusCode.InternalServerError);

        Assert.Equal(HttpStatusCode.Created, created);
        Assert.Contains("\"status\":201", await logged, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, afterwards);
    }

    [Theory]
    [InlineData("GetTasks")]
    [InlineData("GetTask")]
    [InlineData("CreateTask")]
    [InlineData("UpdateTask")]
    [InlineData("DeleteTask")]
    public void Every_function_has_a_profile_that_names_it(string name)
    {
        var variables = Profile(name);

        Assert.Equal((name, $"localhost:4566/_tasktracker-runtime/attach/{name}"), (variables["_HANDLER"], variables["AWS_LAMBDA_RUNTIME_API"]));
    }

    private static async Task<string> FirstLineAsync(Process process, string text)
    {
        while (await process.StandardOutput.ReadLineAsync(Cancellation) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal)) return line;
        }

        return "";
    }

    private Process Start(string name)
    {
        var here = Workspace.Find(AppContext.BaseDirectory)?.Root ?? throw new InvalidOperationException("The tests run outside a checkout.");
        var build = new DirectoryInfo(AppContext.BaseDirectory).Parent?.Name ?? "Release";
        var start = new ProcessStartInfo("dotnet", [Path.Combine(here, Function, "bin", build, "net10.0", "bootstrap.dll")]) { RedirectStandardOutput = true };
        foreach (var (variable, value) in Profile(name)) start.Environment[variable] = value.Replace("localhost:4566", new Uri(product.Record.Endpoint).Authority, StringComparison.Ordinal);
        return Process.Start(start) ?? throw new InvalidOperationException("It did not start.");
    }

    private Dictionary<string, string> Profile(string name) =>
        JsonNode.Parse(product.Checkout.Read($"{Function}/Properties/launchSettings.json"))?["profiles"]?[name]?["environmentVariables"]?.AsObject()
            .ToDictionary(v => v.Key, v => $"{v.Value}") ?? throw new InvalidOperationException($"There is no profile '{name}'.");
}
