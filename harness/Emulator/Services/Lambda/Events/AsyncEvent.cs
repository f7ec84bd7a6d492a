namespace TaskTracker.Emulation.Services.Lambda.Events;

/// <summary>An event that was accepted and is still to be run to its end.</summary>
/// <param name="Id">The request's, which all attempts share.</param>
/// <param name="Attempts">How often the function has had it.</param>
/// <param name="DueAt">When it is to be tried next.</param>
internal sealed record AsyncEvent(
    string Id, string FunctionName, string? Qualifier, byte[] Payload, string TraceHeader, DateTimeOffset QueuedAt, int Attempts, DateTimeOffset DueAt);
