namespace TaskTracker.Emulation.Services.ApiGateway.Serving;

/// <summary>Lets so many requests pass at once, and so many per second in the long run.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html: a token bucket.</remarks>
internal sealed class TokenBucket(int burst, double perSecond, TimeProvider clock)
{
    /// <summary>What an account has that asked for no more.</summary>
    /// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html</remarks>
    public const int AccountBurst = 5_000;
    public const double AccountRate = 10_000;

    private readonly Lock _gate = new();
    private double _tokens = burst;
    private DateTimeOffset _filledAt = clock.GetUtcNow();

    /// <param name="burst">Requests at once; <c>null</c> or −1 for as many as the account may.</param>
    /// <param name="perSecond">Requests per second; <c>null</c> or −1 for as many as the account may.</param>
    /// <returns><c>null</c> where nobody limits anything.</returns>
    public static TokenBucket? Of(int? burst, double? perSecond, TimeProvider clock)
    {
        var (atOnce, rate) = (burst is >= 0 ? burst : null, perSecond is >= 0 ? perSecond : null);
        return atOnce is null && rate is null ? null : new TokenBucket(atOnce ?? AccountBurst, rate ?? AccountRate, clock);
    }

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
