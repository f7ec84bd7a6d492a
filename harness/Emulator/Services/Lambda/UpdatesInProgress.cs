using System.Collections.Concurrent;

namespace TaskTracker.Emulation.Services.Lambda;

/// <summary>Functions whose code is being fetched and unpacked: nothing else of them can be changed meanwhile.</summary>
internal sealed class UpdatesInProgress
{
    private readonly ConcurrentDictionary<string, byte> _names = new(StringComparer.Ordinal);

    public bool Has(string functionName) => _names.ContainsKey(functionName);

    /// <returns>Ends the update when it is disposed.</returns>
    /// <exception cref="Protocols.AwsError">ResourceConflictException.</exception>
    public IDisposable Begin(string functionName, string functionArn) =>
        _names.TryAdd(functionName, 0) ? new Update(this, functionName) : throw LambdaErrors.UpdateInProgress(functionArn);

    /// <exception cref="Protocols.AwsError">ResourceConflictException.</exception>
    public void Refuse(Function function)
    {
        if (Has(function.Name)) throw LambdaErrors.UpdateInProgress(function.Arn);
    }

    private sealed class Update(UpdatesInProgress updates, string functionName) : IDisposable
    {
        public void Dispose() => updates._names.TryRemove(functionName, out _);
    }
}
