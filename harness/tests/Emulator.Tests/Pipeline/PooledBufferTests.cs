using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Tests.Pipeline;

public sealed class PooledBufferTests
{
    [Theory]
    [InlineData("twice", 1024, 1024, 1, 2048)]
    [InlineData("as much as is written at once", 1024, 1000, 5000, 6000)]
    [InlineData("from nothing", 0, 0, 0, 256)]
    [InlineData("twice a gigabyte is more than an array holds", 1 << 30, 1 << 30, 4096, 0x7FFFFFC7)]
    [InlineData("the last byte that there is", 0x7FFFFFC6, 0x7FFFFFC6, 1, 0x7FFFFFC7)]
    public void A_buffer_grows_so_that_few_writes_copy_it(string why, int capacity, int length, int more, int grown)
    {
        Assert.True(PooledBuffer.Grown(capacity, length, more) == grown, why);
    }

    [Fact]
    public void What_no_array_holds_is_refused()
    {
        Assert.Throws<InvalidOperationException>(() => PooledBuffer.Grown(0x7FFFFFC7, 0x7FFFFFC7, 1));
    }
}
