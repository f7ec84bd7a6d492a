using System.Net.Http.Json;
using System.Text.Json;

namespace TaskTracker.Emulation.Tests;

/// <summary>An emulator of its own on a free port.</summary>
public sealed class EmulatorFixture : IAsyncLifetime
{
    private Emulator? _emulator;

    public Uri Endpoint => _emulator?.Endpoint ?? throw new InvalidOperationException("The emulator has not started.");

    public async ValueTask InitializeAsync() => _emulator = await Emulator.StartAsync(new EmulatorOptions(Port: 0));

    /// <param name="duration">ISO 8601, such as <c>PT5M</c>.</param>
    public async Task AdvanceClockAsync(string duration)
    {
        using var http = new HttpClient { BaseAddress = Endpoint };
        using var content = JsonContent.Create(new { advance = duration });
        using var answer = await http.PostAsync(new Uri("/_tasktracker/clock", UriKind.Relative), content, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <returns>The time of the virtual clock, in ISO 8601.</returns>
    public async Task<string> ClockAsync()
    {
        using var http = new HttpClient { BaseAddress = Endpoint };
        var clock = await http.GetFromJsonAsync<JsonElement>(new Uri("/_tasktracker/clock", UriKind.Relative), TestContext.Current.CancellationToken);
        return clock.EnumerateObject().First().Value.GetString() ?? "";
    }

    public async ValueTask DisposeAsync()
    {
        if (_emulator is not null) await _emulator.DisposeAsync();
    }
}
