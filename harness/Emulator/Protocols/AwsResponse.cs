using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace TaskTracker.Emulation.Protocols;

/// <summary>An answer, complete in memory before its first byte is sent: checksums and lengths stand in headers.</summary>
internal sealed class AwsResponse(IHeaderDictionary headers) : IDisposable
{
    private PooledBuffer? _written;
    private ReadOnlyMemory<byte> _shared;

    public int Status { get; set; } = 200;

    public IHeaderDictionary Headers { get; } = headers;

    /// <summary>Where the body is written; its memory is pooled and gone once the answer is sent.</summary>
    public IBufferWriter<byte> Writer => _written ??= new PooledBuffer();

    public ReadOnlyMemory<byte> Body => _written?.WrittenMemory ?? _shared;

    /// <summary>The bytes are sent from where they are; for a HEAD request, the length alone.</summary>
    public long? ContentLength { get; set; }

    /// <summary>Uses memory that somebody else keeps unchanged, such as a stored object, without copying it.</summary>
    public void Share(ReadOnlyMemory<byte> body)
    {
        Clear();
        _shared = body;
    }

    /// <summary>Forgets what was written, so that an error can take its place.</summary>
    public void Clear()
    {
        _written?.Clear();
        _written?.Dispose();
        _written = null;
        _shared = default;
        ContentLength = null;
    }

    /// <summary>Forgets the headers too.</summary>
    public void Discard()
    {
        Clear();
        Headers.Clear();
    }

    public void Dispose() => Clear();
}
