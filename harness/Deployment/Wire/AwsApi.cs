using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using TaskTracker.Emulation.Protocols.SigV4;

namespace TaskTracker.Deployment.Wire;

/// <summary>Signed calls to the services for which the default build has no SDK, in the Query, JSON and REST-JSON protocols.</summary>
public sealed class AwsApi : IDisposable
{
    private readonly AwsConnection _connection;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, RequestSigner> _signers = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) }) { Timeout = Timeout.InfiniteTimeSpan };

    public AwsApi(AwsConnection connection, TimeProvider time)
    {
        _connection = connection;
        _time = time;
    }

    /// <summary>Where a service is called.</summary>
    public Uri AddressOf(string service) => _connection.AddressOf(service).Url;

    /// <returns>The <c>…Result</c> element, its names without namespace; empty when there is none.</returns>
    /// <exception cref="AwsRefusal">The service said no.</exception>
    /// <exception cref="TargetUnreachable">Nobody answers, or not as AWS does.</exception>
    public async Task<XElement> QueryAsync(
        string service, string version, string action, IEnumerable<(string Name, string Value)> parameters, CancellationToken cancellation)
    {
        var pairs = parameters.Prepend(("Version", version)).Prepend(("Action", action));
        var form = string.Join('&', pairs.Select(p => $"{Uri.EscapeDataString(p.Item1)}={Uri.EscapeDataString(p.Item2)}"));
        var call = new AwsCall(service, HttpMethod.Post, "/")
        {
            Headers = [("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")],
            Body = Encoding.UTF8.GetBytes(form),
        };
        var answer = await SendAsync(call, cancellation).ConfigureAwait(false);
        try
        {
            var root = XElement.Parse(Encoding.UTF8.GetString(answer.Body));
            foreach (var element in root.DescendantsAndSelf()) element.Name = element.Name.LocalName;
            return root.Element(action + "Result") ?? new XElement(action + "Result");
        }
        catch (XmlException)
        {
            throw TargetUnreachable.NotAws(_connection.AddressOf(service).Url);
        }
    }

    /// <summary>A JSON 1.1 call, such as CloudWatch Logs'.</summary>
    /// <inheritdoc cref="SendAsync"/>
    public Task<AwsAnswer> JsonAsync(string service, string target, ReadOnlyMemory<byte> body, CancellationToken cancellation) =>
        SendAsync(new AwsCall(service, HttpMethod.Post, "/") { Headers = [("Content-Type", "application/x-amz-json-1.1"), ("X-Amz-Target", target)], Body = body }, cancellation);

    /// <exception cref="AwsRefusal">The service said no.</exception>
    /// <exception cref="TargetUnreachable">Nobody answers.</exception>
    public async Task<AwsAnswer> SendAsync(AwsCall call, CancellationToken cancellation)
    {
        using var request = Sign(call);
        try
        {
            using var response = await _http.SendAsync(request, cancellation).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
            var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(',', h.Value), StringComparer.OrdinalIgnoreCase);
            var answer = new AwsAnswer((int)response.StatusCode, headers, body);
            return response.IsSuccessStatusCode ? answer : throw AwsRefusal.Read(call, answer);
        }
        catch (HttpRequestException problem)
        {
            throw new TargetUnreachable(_connection.AddressOf(call.Service).Url, (problem.InnerException as SocketException)?.Message ?? problem.Message, problem);
        }
        catch (TaskCanceledException problem) when (!cancellation.IsCancellationRequested)
        {
            throw new TargetUnreachable(_connection.AddressOf(call.Service).Url, "it took no connection for 5 seconds", problem);
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Sign(AwsCall call)
    {
        var address = _connection.AddressOf(call.Service);
        var headers = new HeaderDictionary { ["Host"] = address.Url.Authority };
        foreach (var (name, value) in call.Headers) headers[name] = value;
        var (path, query) = call.PathAndQuery.Split('?', 2) is [var p, var q] ? (p, q) : (call.PathAndQuery, "");
        var signer = _signers.GetOrAdd(address.SigningRegion, region => new RequestSigner(_connection.Credentials, region, _time));
        signer.Sign(call.Service, call.Method.Method, path, query, headers, call.Body.Span);

        var request = new HttpRequestMessage(call.Method, address.Url.GetLeftPart(UriPartial.Authority) + call.PathAndQuery);
        if (call.Method != HttpMethod.Get) request.Content = new ReadOnlyMemoryContent(call.Body);
        foreach (var (name, value) in headers)
        {
            if (name == "Content-Type") request.Content?.Headers.TryAddWithoutValidation(name, value.ToString());
            else request.Headers.TryAddWithoutValidation(name, value.ToString());
        }

        return request;
    }
}

/// <param name="Service">As the credential scope spells it.</param>
/// <param name="PathAndQuery">Percent-encoded.</param>
public sealed record AwsCall(string Service, HttpMethod Method, string PathAndQuery)
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public ReadOnlyMemory<byte> Body { get; init; }
}

public sealed record AwsAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body);
