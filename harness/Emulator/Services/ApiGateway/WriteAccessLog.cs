namespace TaskTracker.Emulation.Services.ApiGateway;

/// <summary>Delivers a line about a request to a log group, if it is there.</summary>
/// <param name="stream">Made when it is missing.</param>
internal delegate void WriteAccessLog(string group, string stream, DateTimeOffset time, string line);
