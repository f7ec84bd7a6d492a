using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace TaskTracker.Emulation.Pipeline;

/// <summary>
/// A connection as Kestrel's HTTP sees it: closed when it is reset or aborted, and not already when its client has sent what it had to send and listens on. The
/// transport's own signal, which tells of either, stays in its <see cref="IConnectionLifetimeFeature"/>.
/// </summary>
/// <remarks>Source: https://www.rfc-editor.org/rfc/rfc9112#section-9.6: a client that half-closes may still be interested in a response.</remarks>
internal sealed class HalfCloseConnection : ConnectionContext, IDuplexPipe
{
    private readonly ConnectionContext _connection;
    private readonly IConnectionSocketFeature _socket;
    private readonly CancellationTokenSource _closed = new();
    private readonly CancellationTokenRegistration _ended;

    private HalfCloseConnection(ConnectionContext connection)
    {
        _connection = connection;
        _socket = connection.Features.GetRequiredFeature<IConnectionSocketFeature>();
        Input = new HalfCloseInput(connection.Transport.Input);
        Transport = this;
        ConnectionClosed = _closed.Token;
        _ended = connection.ConnectionClosed.UnsafeRegister(static c => (c as HalfCloseConnection)?.CloseUnlessHalf(), this);
    }

    public PipeReader Input { get; }

    public PipeWriter Output => _connection.Transport.Output;

    public override IDuplexPipe Transport { get; set; }

    public override CancellationToken ConnectionClosed { get; set; }

    public override string ConnectionId
    {
        get => _connection.ConnectionId;
        set => _connection.ConnectionId = value;
    }

    public override IFeatureCollection Features => _connection.Features;

    public override IDictionary<object, object?> Items
    {
        get => _connection.Items;
        set => _connection.Items = value;
    }

    public override EndPoint? LocalEndPoint
    {
        get => _connection.LocalEndPoint;
        set => _connection.LocalEndPoint = value;
    }

    public override EndPoint? RemoteEndPoint
    {
        get => _connection.RemoteEndPoint;
        set => _connection.RemoteEndPoint = value;
    }

    public static ConnectionDelegate Serve(ConnectionDelegate http) => async transport =>
    {
        var connection = new HalfCloseConnection(transport);
        await using (connection.ConfigureAwait(false)) await http(connection).ConfigureAwait(false);
    };

    public override void Abort(ConnectionAbortedException abortReason) => _connection.Abort(abortReason);

    /// <remarks>The transport's connection is ended by whoever has opened it.</remarks>
    public override async ValueTask DisposeAsync()
    {
        await _ended.DisposeAsync().ConfigureAwait(false);
        _closed.Dispose();
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The transport hears no more: a socket that is still connected has only come to the end of what its client sends.</summary>
    private void CloseUnlessHalf()
    {
        if (!_socket.Socket.Connected) _closed.Cancel();
    }
}
