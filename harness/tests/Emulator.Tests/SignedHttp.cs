using System.Text;
using Microsoft.AspNetCore.Http;
using TaskTracker.Emulation.Protocols.SigV4;

namespace TaskTracker.Emulation.Tests;

/// <param name="Body">As text; every wire here but S3's objects is text.</param>
public sealed record HttpAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>Sends a request as an SDK would, signed with the given credentials, over a real socket.</summary>
public sealed class SignedHttp(Uri endpoint, AwsCredentials? credentials = null, TimeProvider? time = null, TimeSpan? timeout = null) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = endpoint, Timeout = timeout ?? TimeSpan.FromSeconds(100) };
    private readonly RequestSigner _signer = new(credentials ?? new AwsCredentials("test", "test"), "us-east-1", time ?? TimeProvider.System);

    /// <summary>A Query call: <c>Action</c> and <c>Version</c> and further parameters as a form.</summary>
    public Task<HttpAnswer> QueryAsync(string service, string version, string action, params (string Name, string Value)[] parameters)
    {
        var form = new StringBuilder($"Action={action}&Version={version}");
        foreach (var (name, value) in parameters) form.Append($"&{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}");
        return SendAsync(service, "POST", "/", form.ToString(), ("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"));
    }

    /// <summary>A JSON call with its operation in <c>X-Amz-Target</c>.</summary>
    public Task<HttpAnswer> JsonAsync(string service, string target, string body, string version = "1.0") =>
        SendAsync(service, "POST", "/", body, ("Content-Type", $"application/x-amz-json-{version}"), ("X-Amz-Target", target));

    public async Task<HttpAnswer> SendAsync(string service, string method, string pathAndQuery, string body = "", params (string Name, string Value)[] headers)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var question = pathAndQuery.IndexOf('?', StringComparison.Ordinal);
        var signed = new HeaderDictionary { ["Host"] = endpoint.Authority };
        foreach (var (name, value) in headers) signed[name] = value;
        _signer.Sign(service, method, question < 0 ? pathAndQuery : pathAndQuery[..question], question < 0 ? "" : pathAndQuery[(question + 1)..], signed, bytes);

        using var request = new HttpRequestMessage(new HttpMethod(method), pathAndQuery);
        if (bytes.Length > 0 || method is "POST" or "PUT") request.Content = new ByteArrayContent(bytes);
        foreach (var (name, value) in signed)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value.ToString())) request.Content?.Headers.TryAddWithoutValidation(name, value.ToString());
        }

        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var answerHeaders = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(",", h.Value), StringComparer.OrdinalIgnoreCase);
        return new HttpAnswer((int)response.StatusCode, answerHeaders, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public void Dispose() => _http.Dispose();
}
