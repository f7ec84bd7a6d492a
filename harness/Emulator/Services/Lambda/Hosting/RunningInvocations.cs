using System.Runtime.InteropServices;

namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>How many invocations run at once, of each function and in the account, and how many may.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html</remarks>
internal sealed class RunningInvocations
{
    /// <summary>Invocations that may run at once in an account.</summary>
    public const int AccountLimit = 1000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _running = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _reserved = new(StringComparer.Ordinal);
    private int _all;
    private int _unreserved;
    private int _forUnreserved = AccountLimit;

    /// <returns>How many run now, this one included.</returns>
    /// <exception cref="Protocols.AwsError">TooManyRequestsException.</exception>
    public (int OfFunction, int OfAccount) Enter(string function)
    {
        lock (_gate)
        {
            ref var running = ref CollectionsMarshal.GetValueRefOrAddDefault(_running, function, out _);
            if (_reserved.TryGetValue(function, out var most))
            {
                if (running >= most) throw LambdaErrors.TooManyRequests("ReservedFunctionConcurrentInvocationLimitExceeded");
            }
            else
            {
                if (_unreserved >= _forUnreserved) throw LambdaErrors.TooManyRequests("ConcurrentInvocationLimitExceeded");
                _unreserved++;
            }

            return (++running, ++_all);
        }
    }

    public void Leave(string function)
    {
        lock (_gate)
        {
            ref var running = ref CollectionsMarshal.GetValueRefOrNullRef(_running, function);
            running--;
            _all--;
            if (!_reserved.ContainsKey(function)) _unreserved--;
        }
    }

    /// <param name="most"><c>null</c> to share with the others what nobody has reserved.</param>
    public void Reserve(string function, int? most)
    {
        lock (_gate)
        {
            var running = _running.GetValueOrDefault(function);
            if (_reserved.ContainsKey(function)) _unreserved += running;
            if (most is { } number) _reserved[function] = number;
            else _reserved.Remove(function);
            if (most is not null) _unreserved -= running;
            _forUnreserved = AccountLimit - _reserved.Values.Sum();
        }
    }
}
