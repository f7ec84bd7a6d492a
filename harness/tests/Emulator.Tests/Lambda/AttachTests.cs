using System.Net;
using System.Text;

namespace TaskTracker.Emulation.Tests.Lambda;

/// <summary>A process in a debugger takes a function's events instead of packaged ones.</summary>
public sealed class AttachTests(Functions functions) : IClassFixture<Functions>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_attached_gets_the_events_and_its_answers_go_to_the_callers()
    {
        var name = await functions.CreateAsync("echo");
        using var process = Attach(name);
        var next = process.NextAsync();
        await AttachedAsync(next);

        var invoked = functions.InvokeAsync(name, """{"a":1}""");
        var (id, payload) = await next;
        await process.AnswerAsync(id, "\"from the debugger\"");

        Assert.Equal("""{"a":1}""", payload);
        Assert.Equal("\"from the debugger\"", (await invoked).Payload);
    }

    [Fact]
    public async Task Events_wait_for_the_one_that_is_attached_in_their_order()
    {
        var name = await functions.CreateAsync("echo");
        using var process = Attach(name);
        var next = process.NextAsync();
        await AttachedAsync(next);

        var first = functions.InvokeAsync(name, "1");
        var (id, _) = await next;
        var second = functions.InvokeAsync(name, "2");
        await process.AnswerAsync(id, "\"one\"");
        (id, _) = await process.NextAsync();
        await process.AnswerAsync(id, "\"two\"");

        Assert.Equal(("\"one\"", "\"two\""), ((await first).Payload, (await second).Payload));
    }

    [Fact]
    public async Task When_it_ends_its_event_fails_and_the_next_ones_go_to_the_package()
    {
        var name = await functions.CreateAsync("echo");
        var process = Attach(name);
        var next = process.NextAsync();
        await AttachedAsync(next);
        var atBreakpoint = functions.InvokeAsync(name, "1");
        await next;
        var inLine = functions.InvokeAsync(name, "2");

        process.Dispose();

        Assert.Contains("Runtime exited without providing a reason", (await atBreakpoint).Payload, StringComparison.Ordinal);
        Assert.Equal("2", (await inLine).Payload);
        Assert.Equal("3", (await functions.InvokeAsync(name, "3")).Payload);
    }

    [Fact]
    public async Task A_second_one_takes_the_place_of_the_first()
    {
        var name = await functions.CreateAsync("echo");
        using var first = Attach(name);
        var firstNext = first.NextAsync();
        await AttachedAsync(firstNext);
        using var second = Attach(name);

        var secondNext = second.NextAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => firstNext);
        var invoked = functions.InvokeAsync(name);
        var (id, _) = await secondNext;
        await second.AnswerAsync(id, "\"second\"");

        Assert.Equal("\"second\"", (await invoked).Payload);
    }

    [Fact]
    public async Task A_function_that_is_not_there_is_named()
    {
        using var process = Attach("nobody");

        using var answer = await process.AskAsync();

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is no function 'nobody' to take the events of.", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    private Process Attach(string function) => new(functions.Emulator.Endpoint, function);

    // Its request has to be there before somebody else's: half a second is plenty on this machine, and a busy one only makes the test say less.
    private static async Task AttachedAsync(Task next) => await Task.WhenAny(next, Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, Cancellation));

    private sealed class Process(Uri endpoint, string function) : IDisposable
    {
        private readonly HttpClient _http = new() { BaseAddress = new Uri(endpoint, $"/_tasktracker-runtime/attach/{function}/2018-06-01/runtime/") };

        public void Dispose() => _http.Dispose();

        public Task<HttpResponseMessage> AskAsync() => _http.GetAsync(new Uri("invocation/next", UriKind.Relative), Cancellation);

        public async Task<(string Id, string Payload)> NextAsync()
        {
            using var answer = await AskAsync();
            answer.EnsureSuccessStatusCode();
            return (answer.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single(), await answer.Content.ReadAsStringAsync(Cancellation));
        }

        public async Task AnswerAsync(string id, string payload)
        {
            using var content = new StringContent(payload, Encoding.UTF8, "application/json");
            using var answer = await _http.PostAsync(new Uri($"invocation/{id}/response", UriKind.Relative), content, Cancellation);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }
    }
}
