using System.Globalization;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.ApiGateway.Serving;

/// <summary>A request to a deployed API, with what events and templates of both kinds of APIs tell about it.</summary>
/// <param name="Path">Percent-encoded, with the stage where it has a name.</param>
/// <param name="DomainName">The API's host as the client called it, without the port.</param>
internal abstract record ApiCall(Exchange Exchange, AwsScope Scope, string Path, string DomainName, DateTimeOffset Now)
{
    public const int TimeLength = 26;

    public string RequestId => Exchange.RequestId;

    /// <summary>How long the function took; <c>null</c> while none has answered.</summary>
    public TimeSpan? IntegrationTime { get; set; }

    /// <summary>What Lambda said to the invocation, whatever became of the function; <c>null</c> while it has said nothing.</summary>
    public int? IntegrationStatus { get; set; }

    /// <summary>The invocation's, by which it is found in the function's log; <c>null</c> while none has answered.</summary>
    public string? IntegrationRequestId { get; set; }

    public AwsRequest Request => Exchange.Request;

    public string SourceIp { get; } = Exchange.Request.Connection?.RemoteIpAddress?.ToString() ?? "127.0.0.1";

    public string ServerPort => (Exchange.Request.Connection?.LocalPort ?? 80).ToString(CultureInfo.InvariantCulture);

    public string UserAgent => Request.Headers.UserAgent.ToString();

    /// <summary>The client's trace header, with the beginning of a trace where it has none; what can be no trace is not passed on.</summary>
    public string TraceHeader
    {
        get
        {
            var sent = Request.Headers[Requests.TraceHeader.Name].ToString();
            if (sent.Length == 0 || !HeaderText.IsValue(sent)) return $"Root={Exchange.Record.TraceId}";
            if (Requests.TraceHeader.Read(sent).Root is not null) return sent;
            return sent.Contains("Root=", StringComparison.Ordinal) ? $"Root={Exchange.Record.TraceId}" : $"Root={Exchange.Record.TraceId};{sent}";
        }
    }

    /// <summary>Why the client does not get the function's answer, for logs; <c>null</c> when it does.</summary>
    public string? IntegrationError { get; set; }

    /// <summary>How long the gateway has been at it.</summary>
    public TimeSpan Latency => TimeProvider.System.GetElapsedTime(Exchange.Record.StartTimestamp);

    /// <summary>Such as <c>14/Apr/2025:22:13:56 +0000</c>.</summary>
    /// <param name="text"><see cref="TimeLength"/> characters.</param>
    public void FormatTime(Span<char> text) => Now.UtcDateTime.TryFormat(text, out _, "dd'/'MMM'/'yyyy':'HH':'mm':'ss' +0000'", CultureInfo.InvariantCulture);
}
