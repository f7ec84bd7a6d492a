using System.Net;
using TaskTracker.Policies.Conditions;

namespace TaskTracker.Policies.Tests.Conditions;

public sealed class NetworkTests
{
    [Theory]
    [InlineData("one address", "192.0.2.1", "192.0.2.1", true)]
    [InlineData("another", "192.0.2.1", "192.0.2.2", false)]
    [InlineData("written as a range", "192.0.2.1/32", "192.0.2.1", true)]
    [InlineData("the range's first", "192.0.2.128/25", "192.0.2.128", true)]
    [InlineData("the range's last", "192.0.2.128/25", "192.0.2.255", true)]
    [InlineData("before the range", "192.0.2.128/25", "192.0.2.127", false)]
    [InlineData("a range that begins in its middle", "192.0.2.200/25", "192.0.2.129", true)]
    [InlineData("everything", "0.0.0.0/0", "255.255.255.255", true)]
    [InlineData("everything of the other version", "0.0.0.0/0", "2001:db8::1", false)]
    [InlineData("one address of version 6", "2001:db8::1/128", "2001:db8::1", true)]
    [InlineData("beside it", "2001:db8::1/128", "2001:db8::2", false)]
    [InlineData("a range of version 6", "2001:db8::/33", "2001:db8:7fff::1", true)]
    [InlineData("outside of it", "2001:db8::/33", "2001:db8:8000::1", false)]
    [InlineData("everything of version 6", "::/0", "2001:db8::1", true)]
    [InlineData("version 4 as version 6", "192.0.2.0/24", "::ffff:192.0.2.7", true)]
    public void An_address_is_in_a_range_or_is_not(string why, string range, string address, bool isInside)
    {
        var network = Network.Read(range);

        Assert.True(network?.Contains(IPAddress.Parse(address)) == isInside, why);
    }

    [Theory]
    [InlineData("/24")]
    [InlineData("192.0.2/24")]
    [InlineData("192.0.2.0/33")]
    [InlineData("192.0.2.0/-1")]
    [InlineData("192.0.2.0/")]
    [InlineData("2001:db8::/129")]
    [InlineData("a.b.c.d")]
    public void What_is_no_range_is_none(string range) => Assert.Null(Network.Read(range));
}
