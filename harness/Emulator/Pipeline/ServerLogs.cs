using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TaskTracker.Emulation.Pipeline;

/// <summary>
/// What Kestrel logs, but for a request whose body cannot be read: Kestrel takes that for a fault of the application and tells it with a stack. It is the
/// client's, and one line.
/// </summary>
internal sealed class ServerLogs(ILoggerFactory logs) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new ServerLog(logs.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => logs.AddProvider(provider);

    /// <summary>The logs belong to whoever made them.</summary>
    public void Dispose()
    {
    }

    private sealed class ServerLog(ILogger log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => log.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Error && exception is BadHttpRequestException { Message: var problem })
            {
                log.Log(LogLevel.Warning, eventId, problem, null, static (said, _) => $"A client's request could not be read: {said}");
                return;
            }

            log.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
