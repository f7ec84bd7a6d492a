using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.Lambda;

/// <summary>What the machine cannot do is told, and tried again: AWS's could.</summary>
public sealed class MachineTests(Functions functions) : IClassFixture<Functions>
{
    [Fact]
    public async Task A_function_that_cannot_be_started_is_told_with_the_reason_and_its_event_waits_until_it_can()
    {
        var first = await functions.InvokeAsync(await functions.CreateAsync("temporary"));
        var folders = Path.GetDirectoryName(first["folder"]) ?? "";
        var name = await functions.CreateAsync("log");
        Directory.Move(folders, folders + "-away");
        await File.WriteAllTextAsync(folders, "This is no folder.", TestContext.Current.CancellationToken);

        var refused = await functions.CallAsync("POST", $"/{name}/invocations", "{}");
        var queued = await functions.CallAsync("POST", $"/{name}/invocations", "{}", ("X-Amz-Invocation-Type", "Event"));
        // The folder comes back with the next process, which may be now: the event is tried all the while.
        File.Delete(folders);
        while ((await functions.LogAsync(name)).All(l => !l.Message.StartsWith("END", StringComparison.Ordinal))) await functions.Emulator.AdvanceClockAsync("PT1M");

        var told = JsonNode.Parse(refused.Body);
        Assert.Equal((500, "Service", 202), (refused.Status, $"{told?["Type"]}", queued.Status));
        Assert.StartsWith("The function cannot be started: ", $"{told?["Message"]}", StringComparison.Ordinal);
        Assert.Contains(folders, $"{told?["Message"]}", StringComparison.Ordinal);
    }
}
