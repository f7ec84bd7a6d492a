using System.Globalization;
using System.Text;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.DynamoDb.Streams;

/// <summary>Where a reader of a stream stands. On the wire <c>ARN|1|base64(position|time)</c>, which clients do not look into.</summary>
/// <param name="After">The sequence of the last record that was read.</param>
internal sealed record ShardIterator(string StreamArn, long After, DateTimeOffset CreatedAt)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    public string Encode()
    {
        var inside = string.Create(CultureInfo.InvariantCulture, $"{After}|{CreatedAt.ToUnixTimeMilliseconds()}");
        return $"{StreamArn}|1|{Convert.ToBase64String(Encoding.ASCII.GetBytes(inside))}";
    }

    /// <exception cref="AwsError">ValidationException: not one of ours. ExpiredIteratorException: older than 15 minutes.</exception>
    public static ShardIterator Decode(string text, DateTimeOffset now)
    {
        var parts = text.Split('|');
        Span<byte> inside = new byte[text.Length];
        if (parts.Length != 3 || !Convert.TryFromBase64String(parts[2], inside, out var length)) throw Invalid();
        var numbers = Encoding.ASCII.GetString(inside[..length]).Split('|');
        if (numbers.Length != 2 || !long.TryParse(numbers[0], CultureInfo.InvariantCulture, out var after)) throw Invalid();
        if (!long.TryParse(numbers[1], CultureInfo.InvariantCulture, out var createdMs)) throw Invalid();
        var created = DateTimeOffset.UnixEpoch.AddTicks(Math.Clamp(createdMs, 0, now.ToUnixTimeMilliseconds()) * TimeSpan.TicksPerMillisecond);
        if (now - created <= Life) return new ShardIterator(parts[0], after, created);
        throw new AwsError(400, "ExpiredIteratorException", "Iterator expired. The iterator was created more than 15 minutes ago.");
    }

    private static AwsError Invalid() => DynamoDbErrors.Validation("Invalid ShardIterator");
}
