namespace TaskTracker.Emulation.Services.ApiGateway.Serving;

/// <summary>Lets so many requests pass at once, and so many per second in the long run.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html: a token bucket.</remarks>
internal sealed class TokenBucket(int burst, double perSecond, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private double _tokens = burst;
    private DateTimeOffset _filledAt = clock.GetUtcNow();

    public bool TryTake()
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            _tokens = Math.Min(burst, _tokens + ((now - _filledAt).TotalSeconds * perSecond));
            _filledAt = now;
            if (_tokens < 1) return false;
            _tokens--;
            return true;
        }
    }
}
