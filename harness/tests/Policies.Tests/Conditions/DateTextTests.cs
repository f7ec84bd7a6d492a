using System.Globalization;
using TaskTracker.Policies.Conditions;

namespace TaskTracker.Policies.Tests.Conditions;

/// <summary>The W3C's profile of ISO 8601, letter by letter: https://www.w3.org/TR/NOTE-datetime.</summary>
public sealed class DateTextTests
{
    [Theory]
    [InlineData("a year", "2024-", "")]
    [InlineData("a year with a T", "2024T", "2024-01-01T00:00:00.0000000")]
    [InlineData("a month", "2024-02", "2024-02-01T00:00:00.0000000")]
    [InlineData("a day", "2024-02-29", "2024-02-29T00:00:00.0000000")]
    [InlineData("an hour", "2024-02-29T13", "2024-02-29T13:00:00.0000000")]
    [InlineData("minutes", "2024-02-29T13:14", "2024-02-29T13:14:00.0000000")]
    [InlineData("seconds", "2024-02-29T13:14:15", "2024-02-29T13:14:15.0000000")]
    [InlineData("small letters", "2024-02-29t13:14:15z", "2024-02-29T13:14:15.0000000")]
    [InlineData("a digit behind the seconds", "2024-02-29T13:14:15.6Z", "2024-02-29T13:14:15.6000000")]
    [InlineData("as many as a tick has", "2024-02-29T13:14:15.1234567Z", "2024-02-29T13:14:15.1234567")]
    [InlineData("nine digits, cut", "2024-02-29T13:14:15.123456789Z", "2024-02-29T13:14:15.1234567")]
    [InlineData("ten digits", "2024-02-29T13:14:15.1234567890Z", "")]
    [InlineData("no digit behind the point", "2024-02-29T13:14:15.Z", "")]
    [InlineData("a zone of the east", "2024-02-29T13:14:15+05:30", "2024-02-29T07:44:15.0000000")]
    [InlineData("a zone of the west", "2024-02-29T13:14:15-05:30", "2024-02-29T18:44:15.0000000")]
    [InlineData("a zone of hours", "2024-02-29T13:14:15+02", "2024-02-29T11:14:15.0000000")]
    [InlineData("a fraction and a zone", "2024-02-29T13:14:15.25+01:00", "2024-02-29T12:14:15.2500000")]
    [InlineData("a zone without its colon", "2024-02-29T13:14:15+0230", "")]
    [InlineData("an hour too late", "2024-02-29T24:00", "")]
    [InlineData("a minute too late", "2024-02-29T13:60", "")]
    [InlineData("the last minute", "2024-02-29T13:59", "2024-02-29T13:59:00.0000000")]
    [InlineData("a second too late", "2024-02-29T13:14:60", "")]
    [InlineData("the last second", "2024-02-29T13:14:59", "2024-02-29T13:14:59.0000000")]
    [InlineData("a zone's minute too late", "2024-02-29T13:14:15+01:60", "")]
    [InlineData("a zone's last minute", "2024-02-29T13:14:15+00:59", "2024-02-29T12:15:15.0000000")]
    [InlineData("a zone's hour too late", "2024-02-29T13:14:15+24:00", "")]
    [InlineData("more behind a Z", "2024-02-29T13:14:15Zx", "")]
    [InlineData("more behind a day", "2024-02-29x", "")]
    [InlineData("more behind a day and a T", "2024-02-29-01T00:00", "")]
    [InlineData("month nought", "2024-00", "")]
    [InlineData("the thirteenth month", "2024-13", "")]
    [InlineData("day nought", "2024-01-00", "")]
    [InlineData("the thirty-second", "2024-01-32", "")]
    [InlineData("another sign than a hyphen", "2024-01.02", "")]
    [InlineData("no year", "T12:00", "")]
    [InlineData("the first year", "1-01-01", "0001-01-01T00:00:00.0000000")]
    [InlineData("the last year", "9999-12-31T23:59:59.9999999", "9999-12-31T23:59:59.9999999")]
    [InlineData("seconds since 1970", "86400", "1970-01-02T00:00:00.0000000")]
    [InlineData("the last second", "253402300799", "9999-12-31T23:59:59.0000000")]
    [InlineData("no date at all", "yesterday", "")]
    public void A_date_is_read_to_the_tick_or_not_at_all(string why, string text, string expected)
    {
        var isRead = DateText.TryRead(text, out var ticks);

        var read = isRead ? new DateTime(ticks, DateTimeKind.Unspecified).ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture) : "";
        Assert.True(expected == read, $"{why}: {read}");
    }

    [Theory]
    [InlineData("a year before all others", "-0001-01-01")]
    [InlineData("the year nought", "0000-01-01")]
    [InlineData("a year of five digits", "10000-01-01")]
    [InlineData("the last year that is taken", "292278993-01-01")]
    [InlineData("a day that its month has not", "2023-02-29")]
    [InlineData("a second behind the last", "253402300800")]
    public void A_date_in_no_calendar_is_taken_and_is_no_moment(string why, string text)
    {
        var isRead = DateText.TryRead(text, out var ticks);

        Assert.True(isRead && ticks == long.MinValue, $"{why}: {isRead}, {ticks}");
    }

    [Theory]
    [InlineData("292278994-01-01")]
    [InlineData("--1-01-01")]
    [InlineData("9223372036854775808")]
    public void A_year_or_count_that_is_too_large_is_no_date(string text) => Assert.False(DateText.TryRead(text, out _));
}
