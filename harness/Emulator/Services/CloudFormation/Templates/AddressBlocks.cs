using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TaskTracker.Emulation.Services.CloudFormation.Templates;

/// <summary>What <c>Fn::Cidr</c> comes to: the first blocks of a size within another block.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-cidr.html</remarks>
internal static class AddressBlocks
{
    private const int Most = 256;

    /// <param name="bits">Bits that are left for the addresses of each block.</param>
    /// <exception cref="Protocols.AwsError">ValidationError: no such block, or not as many of that size in it.</exception>
    public static IEnumerable<string> Within(string block, string count, string bits)
    {
        if (!IPNetwork.TryParse(block, out var network)) throw CloudFormationErrors.Validation($"Template error: {block} is not a valid CIDR block in Fn::Cidr");
        var width = network.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        if (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) || wanted is < 1 or > Most)
        {
            throw CloudFormationErrors.Validation($"Template error: Fn::Cidr count must be a number from 1 to {Most}");
        }

        var prefix = int.TryParse(bits, NumberStyles.None, CultureInfo.InvariantCulture, out var left) ? width - left : -1;
        if (prefix < network.PrefixLength || prefix > width || (prefix - network.PrefixLength < 9 && 1 << (prefix - network.PrefixLength) < wanted))
        {
            throw CloudFormationErrors.Validation($"Template error: Fn::Cidr cannot take {count} blocks with {bits} subnet bits from {block}");
        }

        var first = Number(network.BaseAddress);
        return Enumerable.Range(0, wanted).Select(n => $"{Address(first + ((UInt128)n << (width - prefix)), width)}/{prefix}");
    }

    private static UInt128 Number(IPAddress address) => address.GetAddressBytes().Aggregate(UInt128.Zero, (number, part) => (number << 8) | part);

    private static IPAddress Address(UInt128 number, int width) =>
        new([.. Enumerable.Range(1, width / 8).Select(n => (byte)(number >> (width - n * 8)))]);
}
