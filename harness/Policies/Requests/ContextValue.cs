using System.Globalization;
using System.Net;

namespace TaskTracker.Policies.Requests;

/// <summary>What a context key holds: texts, a moment or an address. Moments and addresses are spelled only when a condition reads them as text.</summary>
public readonly struct ContextValue : IEquatable<ContextValue>
{
    /// <summary>A key that the request is known not to carry.</summary>
    public static readonly ContextValue Missing = Of([]);

    private readonly object? _reference;
    private readonly long _ticks;
    private readonly bool _inSeconds;

    private ContextValue(object? reference, long ticks = 0, bool inSeconds = false)
    {
        _reference = reference;
        _ticks = ticks;
        _inSeconds = inSeconds;
    }

    public static ContextValue Of(string text) => new(text);

    /// <summary>A key with many values; with none it counts as missing.</summary>
    public static ContextValue Of(IReadOnlyList<string> texts) => new(texts);

    public static ContextValue Of(bool truth) => new(truth ? "true" : "false");

    public static ContextValue Of(IPAddress address) => new(address);

    /// <summary>A moment that reads as ISO 8601, such as <c>aws:CurrentTime</c>.</summary>
    public static ContextValue Of(DateTimeOffset moment) => new(null, moment.UtcTicks);

    /// <summary>A moment that reads as seconds since 1970, such as <c>aws:EpochTime</c>.</summary>
    public static ContextValue Epoch(DateTimeOffset moment) => new(null, moment.UtcTicks, true);

    public static bool operator ==(in ContextValue left, in ContextValue right) => left.Equals(right);

    public static bool operator !=(in ContextValue left, in ContextValue right) => !left.Equals(right);

    /// <summary>Lists are the same only when they are one.</summary>
    public bool Equals(ContextValue other) => _ticks == other._ticks && _inSeconds == other._inSeconds && Equals(_reference, other._reference);

    public override bool Equals(object? obj) => obj is ContextValue other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_reference, _ticks, _inSeconds);

    internal int Count => _reference is IReadOnlyList<string> texts ? texts.Count : 1;

    /// <summary>UTC ticks when this is a moment.</summary>
    internal long? Moment => _reference is null ? _ticks : null;

    internal IPAddress? Address => _reference as IPAddress;

    /// <param name="scratch">At least 64 characters; the answer may lie in it.</param>
    internal ReadOnlySpan<char> TextAt(int index, Span<char> scratch)
    {
        var written = 0;
        switch (_reference)
        {
            case string text: return text;
            case IReadOnlyList<string> texts: return texts[index];
            case IPAddress address: address.TryFormat(scratch, out written); break;
            default:
                var moment = new DateTime(_ticks, DateTimeKind.Utc);
                if (_inSeconds) ((_ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond).TryFormat(scratch, out written, default, CultureInfo.InvariantCulture);
                else moment.TryFormat(scratch, out written, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
                break;
        }

        return scratch[..written];
    }
}
