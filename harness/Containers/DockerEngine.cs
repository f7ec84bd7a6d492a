using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using TaskTracker.Deployment;

namespace TaskTracker.Containers;

/// <summary>The container engine of this machine, as far as Testcontainers is not asked.</summary>
/// <remarks>Source: https://docs.docker.com/reference/api/engine/</remarks>
internal sealed class DockerEngine : IDisposable
{
    /// <summary>Docker 20.10, the oldest that this is tried with.</summary>
    private static readonly Version OldestApi = new(1, 41);

    private readonly HttpClient _http;

    private DockerEngine(Uri endpoint, string? socket)
    {
        Socket = socket;
        var handler = new SocketsHttpHandler();
        if (socket is not null) handler.ConnectCallback = (_, cancellation) => ConnectAsync(socket, cancellation);
        _http = new HttpClient(handler) { BaseAddress = endpoint };
    }

    /// <summary>Path of the engine's socket on this machine; <c>null</c> where it is reached over TCP.</summary>
    public string? Socket { get; }

    /// <summary>Finds the engine where Docker's own client would.</summary>
    /// <exception cref="ContainerProblem">There is none, or it is too old.</exception>
    public static async Task<DockerEngine> FindAsync(CancellationToken cancellation)
    {
        var engine = Candidate() ?? throw ContainerProblem.NoEngine($"nothing listens at {string.Join(" or ", Sockets())}, and DOCKER_HOST is not set");
        try
        {
            var version = await engine.ReadAsync("/version", cancellation).ConfigureAwait(false);
            var api = Version.Parse(version.GetProperty("ApiVersion").GetString() ?? "0.0");
            if (api < OldestApi) throw ContainerProblem.EngineTooOld(version.GetProperty("Version").GetString() ?? "?", api, OldestApi);

            // Testcontainers asks for the newest interface that it knows, unless it is told what the engine has.
            if (Environment.GetEnvironmentVariable("DOCKER_API_VERSION") is null) Environment.SetEnvironmentVariable("DOCKER_API_VERSION", api.ToString(2));
            return engine;
        }
        catch (Exception problem) when (problem is HttpRequestException or JsonException or KeyNotFoundException)
        {
            engine.Dispose();
            throw ContainerProblem.NoEngine(problem.InnerException?.Message ?? problem.Message);
        }
    }

    /// <returns>Whether there were any.</returns>
    public async Task<bool> RemoveAsync(string label, CancellationToken cancellation)
    {
        var filter = Uri.EscapeDataString($$"""{"label":["{{label}}"]}""");
        var containers = await ReadAsync($"/containers/json?all=1&filters={filter}", cancellation).ConfigureAwait(false);
        var ids = containers.EnumerateArray().Select(c => c.GetProperty("Id").GetString()).ToList();
        foreach (var id in ids)
        {
            using var answer = await _http.DeleteAsync(new Uri($"/containers/{id}?force=1&v=1", UriKind.Relative), cancellation).ConfigureAwait(false);

            // Gone already, or going: somebody else removes it too.
            if (answer.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.Conflict)) answer.EnsureSuccessStatusCode();
        }

        return ids.Count > 0;
    }

    public void Dispose() => _http.Dispose();

    private static DockerEngine? Candidate()
    {
        if (Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } host && Uri.TryCreate(host, UriKind.Absolute, out var given))
        {
            return given.Scheme == "unix" ? At(given.AbsolutePath) : new DockerEngine(new UriBuilder(given) { Scheme = "http" }.Uri, socket: null);
        }

        return Sockets().FirstOrDefault(File.Exists) is { } socket ? At(socket) : null;
    }

    private static DockerEngine At(string socket) => new(new Uri("http://docker"), socket);

    private static IEnumerable<string> Sockets()
    {
        yield return "/var/run/docker.sock";
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 } runtime) yield return Path.Combine(runtime, "docker.sock");
        yield return Path.Combine(home, ".docker", "run", "docker.sock");
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<JsonElement> ReadAsync(string path, CancellationToken cancellation)
    {
        using var document = JsonDocument.Parse(await _http.GetByteArrayAsync(new Uri(path, UriKind.Relative), cancellation).ConfigureAwait(false));
        return document.RootElement.Clone();
    }
}
