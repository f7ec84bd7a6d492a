using System.Globalization;
using System.Text.Json;

namespace TaskTracker.Cli.Tests;

/// <summary>The functions under the Lambda test tool; a program that takes its arguments stands in for it, and the test for its Runtime API.</summary>
public sealed class DebugVerbTests(RunningProduct product) : IClassFixture<RunningProduct>
{
    private const string Create = """{"version":"2.0","routeKey":"POST /tasks","rawPath":"/tasks","rawQueryString":"","headers":{"content-type":"application/json"},"requestContext":{"http":{"method":"POST","path":"/tasks"},"requestId":"r","routeKey":"POST /tasks","stage":"$default"},"body":"{\"Title\":\"Debugged\"}","isBase64Encoded":false}""";
    private const string List = """{"version":"2.0","routeKey":"GET /tasks","rawPath":"/tasks","rawQueryString":"","headers":{},"requestContext":{"http":{"method":"GET","path":"/tasks"},"requestId":"r","routeKey":"GET /tasks","stage":"$default"},"isBase64Encoded":false}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("INT", 0)]
    [InlineData("KILL", 137)]
    public async Task Each_function_is_a_process_that_takes_the_tools_events_and_ends_with_the_command(string signal, int exitCode)
    {
        await using var runtime = new RuntimeStandIn();
        var tool = Tool();
        await using var debug = CliProcess.Start(product.Checkout.Path, "debug", "--tool", tool, "--port", $"{runtime.Port}", "--api-port", "5999");
        await debug.LineAsync(line => line == "ready http://localhost:5999");

        var created = JsonDocument.Parse(await runtime.InvokeAsync("CreateTask", Create)).RootElement;
        var list = JsonDocument.Parse(await runtime.InvokeAsync("GetTasks", List)).RootElement;
        var below = Descendants.Of(debug.Id);
        var ended = await debug.StopAsync(signal);
        await Descendants.EndedAsync(below, Cancellation);

        Assert.Equal((201, 200), (created.GetProperty("statusCode").GetInt32(), list.GetProperty("statusCode").GetInt32()));
        Assert.Contains("Debugged", list.GetProperty("body").GetString(), StringComparison.Ordinal);
        Assert.Equal(exitCode, ended.ExitCode);
        foreach (var function in product.Record.Functions.Keys) Assert.Contains(ProcessOf(function, ended.Results), below);
        var lines = await File.ReadAllLinesAsync(tool + ".said", Cancellation);
        Assert.Equal($"start --lambda-emulator-port {runtime.Port} --api-gateway-emulator-port 5999 --api-gateway-emulator-mode HttpV2 --no-launch-window", lines[0]);
        Assert.Equal(
            ["CreateTask POST /tasks", "DeleteTask DELETE /tasks/{TaskId}", "GetTask GET /tasks/{TaskId}", "GetTasks GET /tasks", "UpdateTask PUT /tasks/{TaskId}"],
            JsonDocument.Parse(lines[1]).RootElement.EnumerateArray()
                .Select(r => $"{r.GetProperty("LambdaResourceName").GetString()} {r.GetProperty("HttpMethod").GetString()} {r.GetProperty("Path").GetString()}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Where_the_tool_cannot_be_installed_that_is_said_with_the_way_to_debug_without()
    {
        product.Checkout.Write("none/readme.txt", "A package feed without packages.");
        var file = product.Checkout.Write("nuget.config", """<configuration><packageSources><clear /><add key="none" value="none" /></packageSources></configuration>""");

        var result = await product.RunAsync("debug");
        File.Delete(file);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Amazon.Lambda.TestTool 0.15.0 could not be installed: ", result.Remarks, StringComparison.Ordinal);
        Assert.Contains("attach the debugger to the process 'dotnet … bootstrap.dll'", result.Remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_that_ends_at_once_is_told_in_its_own_words()
    {
        var tool = Script("broken-tool", "echo 'the port is taken' >&2; exit 1");

        var result = await product.RunAsync("debug", "--tool", tool, "--port", "1", "--api-port", "2");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("The test tool ended before it served: the port is taken", result.Remarks, StringComparison.Ordinal);
    }

    /// <summary>Writes down what it is told, and runs until it is ended.</summary>
    private string Tool() => Script("tool", """echo "$*" >"$0.said"; echo "$APIGATEWAY_EMULATOR_ROUTE_CONFIG" >>"$0.said"; exec sleep 600""");

    private string Script(string name, string body)
    {
        var file = product.Checkout.Write(name, $"#!/bin/sh\n{body}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return file;
    }

    private static int ProcessOf(string function, string said) =>
        int.Parse(said.Split('\n').Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).First(w => w is [var name, "process", _] && name == function)[2], CultureInfo.InvariantCulture);
}
