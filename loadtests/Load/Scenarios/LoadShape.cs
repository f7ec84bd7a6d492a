namespace TaskTracker.Load.Scenarios;

/// <summary>When requests are made.</summary>
public abstract record LoadShape
{
    private LoadShape()
    {
    }

    /// <summary>The same shape over another time.</summary>
    public abstract LoadShape Lasting(TimeSpan duration);

    /// <summary>How many requests it makes at most; <c>null</c> when that depends on the answers.</summary>
    public abstract int? Requests { get; }

    /// <summary>The open model: requests arrive when they arrive, whether earlier ones have been answered or not. Latency counts from the moment of arrival, so that a slow answer cannot hide what waits behind it.</summary>
    /// <param name="IsRandom">Arrivals of a Poisson process, as of many people who know nothing of each other; else evenly spaced.</param>
    public sealed record Arrivals(IReadOnlyList<Stretch> Stretches, bool IsRandom = false) : LoadShape
    {
        public TimeSpan Duration => Stretches.Aggregate(TimeSpan.Zero, (sum, s) => sum + s.Duration);

        public double MeanRate => Stretches.Sum(s => s.PerSecond * s.Duration.TotalSeconds) / Duration.TotalSeconds;

        public override int? Requests => (int)Math.Ceiling(MeanRate * Duration.TotalSeconds * (IsRandom ? 1.2 : 1)) + 1;

        public override LoadShape Lasting(TimeSpan duration) =>
            this with { Stretches = [.. Stretches.Select(s => s with { Duration = s.Duration * (duration / Duration) })] };

        /// <summary>Moments of arrival since the beginning, ascending, the same each time.</summary>
        public IEnumerable<TimeSpan> Schedule()
        {
            var random = new Random(20251227);
            var begin = TimeSpan.Zero;
            foreach (var stretch in Stretches)
            {
                var end = begin + stretch.Duration;
                for (var n = 0L; ; n++)
                {
                    if (IsRandom) begin += TimeSpan.FromSeconds(-Math.Log(1 - random.NextDouble()) / stretch.PerSecond);
                    var at = IsRandom ? begin : begin + TimeSpan.FromSeconds(n / stretch.PerSecond);
                    if (at >= end) break;
                    yield return at;
                }

                begin = end;
            }
        }
    }

    /// <summary>The closed model: so many users, each of whom waits for the answer, thinks, and asks again.</summary>
    /// <param name="MeanThinkTime">Exponentially distributed; zero for none.</param>
    public sealed record Users(int Count, TimeSpan Duration, TimeSpan MeanThinkTime = default) : LoadShape
    {
        public override int? Requests => null;

        public override LoadShape Lasting(TimeSpan duration) => this with { Duration = duration };
    }

    /// <summary>So many requests at one moment.</summary>
    public sealed record Burst(int Count) : LoadShape
    {
        public override int? Requests => Count;

        public override LoadShape Lasting(TimeSpan duration) => this;
    }
}

/// <summary>A part of a schedule.</summary>
public sealed record Stretch(double PerSecond, TimeSpan Duration);
