using System.Diagnostics;
using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests;

/// <summary>The AWS CLI, as the account's root, against an emulator.</summary>
public sealed class AwsCli
{
    /// <summary>Debian's package, which is of the second generation.</summary>
    public const string Second = "/usr/bin/aws";

    private readonly string _client;
    private readonly Uri _endpoint;

    private AwsCli(string client, Uri endpoint) => (_client, _endpoint) = (client, endpoint);

    /// <summary>Both generations, where both are installed.</summary>
    public static TheoryData<string> Clients => [.. new[] { Second, "aws" }];

    /// <summary>Skips the test where the client is not installed.</summary>
    public static AwsCli OrSkip(string client, Uri endpoint)
    {
        Assert.SkipUnless(IsInstalled(client), $"There is no {client} on this machine.");
        return new AwsCli(client, endpoint);
    }

    /// <summary>A command that succeeds, and what it prints as JSON.</summary>
    public async Task<JsonNode> JsonAsync(params string[] arguments)
    {
        var output = await RunAsync([.. arguments, "--output", "json"]);
        return JsonNode.Parse(output.Length == 0 ? "{}" : output) ?? new JsonObject();
    }

    /// <summary>A command that succeeds, and what it prints.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
        return output;
    }

    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(_client, [.. arguments, "--endpoint-url", _endpoint.ToString()]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["AWS_ACCESS_KEY_ID"] = "test";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "test";
        start.Environment["AWS_DEFAULT_REGION"] = "us-east-1";
        start.Environment["AWS_PAGER"] = "";
        start.Environment["PYTHONUNBUFFERED"] = "1";
        return Process.Start(start) ?? throw new InvalidOperationException($"{_client} did not start.");
    }

    private static bool IsInstalled(string client) => client.StartsWith('/')
        ? File.Exists(client)
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Where(p => p != "/usr/bin").Any(p => File.Exists(Path.Combine(p, client)));
}
