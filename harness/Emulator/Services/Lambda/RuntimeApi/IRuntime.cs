using TaskTracker.Emulation.Services.Lambda.Hosting;

namespace TaskTracker.Emulation.Services.Lambda.RuntimeApi;

/// <summary>A process that takes a function's events over the Runtime API.</summary>
internal interface IRuntime
{
    /// <summary>It asks for its next event.</summary>
    /// <param name="connectionClosed">Set when its connection has ended.</param>
    /// <returns><c>null</c> when it gets no more.</returns>
    Task<Invocation?> NextAsync(CancellationToken connectionClosed);

    /// <summary>It has answered the event it had.</summary>
    /// <returns>Why the answer is not taken; <c>null</c> when it is.</returns>
    RuntimeRefusal? Answer(string requestId, Outcome outcome);

    /// <summary>It says that it cannot start.</summary>
    /// <returns>Why that is not taken; <c>null</c> when it is.</returns>
    RuntimeRefusal? FailInit(Outcome outcome);

    /// <param name="to">The state that it wants to be in, and may not.</param>
    RuntimeRefusal NotAllowed(string to);
}
