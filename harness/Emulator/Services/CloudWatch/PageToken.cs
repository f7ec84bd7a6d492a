using System.Globalization;
using TaskTracker.Emulation.Services.CloudWatch.Wire;

namespace TaskTracker.Emulation.Services.CloudWatch;

/// <summary>Where the next page of a list begins.</summary>
internal static class PageToken
{
    public static WireValue.Text Of(int skip) => new(skip.ToString(CultureInfo.InvariantCulture));

    /// <returns>How many came in the pages before.</returns>
    /// <exception cref="Protocols.AwsError">InvalidNextToken.</exception>
    public static int Read(Fields fields) => fields.Text("NextToken") is not { } token ? 0
        : int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var skip) ? skip
        : throw CloudWatchErrors.BadNextToken();
}
