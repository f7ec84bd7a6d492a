using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Requests;
using TaskTracker.Emulation.Services.CloudFormation;

namespace TaskTracker.Emulation.Tests.CloudFormation;

/// <summary>What CloudFormation asks of another service.</summary>
/// <param name="Text">Target, method, path and body.</param>
internal sealed record AskedOf(string Service, string Text)
{
    public string Parameter(string name) =>
        Text.Split('&', '\n').Where(p => p.StartsWith(name + "=", StringComparison.Ordinal)).Select(p => Uri.UnescapeDataString(p[(name.Length + 1)..])).FirstOrDefault() ?? "";
}

/// <summary>CloudFormation alone: the other services answer as a test says, and may be waited for.</summary>
internal sealed class LoneStacks : IAsyncDisposable
{
    private static readonly AwsScope Scope = new("000000000000", "us-east-1");

    private readonly CloudFormationService _service;
    private readonly Ledger? _ledger;
    private readonly List<AskedOf> _asked = [];
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isOver;

    /// <param name="data">A data directory; <c>null</c> for memory alone.</param>
    public LoneStacks(string? data = null)
    {
        _service = new CloudFormationService(Scope, TimeProvider.System, AnswerAsync, _ => null, NullLogger<CloudFormationService>.Instance);
        if (data is null) return;
        _ledger = Ledger.OpenFor(new EmulatorOptions(Port: 0) { DataDirectory = data }, [.. _service.Service.Durable], NullLoggerFactory.Instance);
    }

    /// <summary>Calls that no answer comes to until they are released.</summary>
    public Func<AskedOf, bool> IsStuck { get; set; } = _ => false;

    /// <summary>Calls that are refused.</summary>
    public Func<AskedOf, bool> IsRefused { get; set; } = _ => false;

    public IReadOnlyList<AskedOf> Asked
    {
        get
        {
            lock (_asked) return [.. _asked];
        }
    }

    public async Task<string> CallAsync(string action, params (string Name, string Value)[] parameters)
    {
        var form = string.Join('&', parameters.Append(("Action", action)).Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2)}"));
        using var response = new AwsResponse(new HeaderDictionary());
        var exchange = new Exchange
        {
            Request = new AwsRequest { Method = "POST", RawPath = "/", Body = Encoding.UTF8.GetBytes(form) },
            Response = response,
            Record = new RequestRecord(TimeProvider.System.GetTimestamp()) { Method = "POST", Path = "/", Id = "id" },
            Caller = Caller.Root(Scope),
        };
        await _service.Service.Protocol.Bind(exchange).ExecuteAsync(exchange);
        return Encoding.UTF8.GetString(response.Body.Span);
    }

    public async Task<string> StatusAsync(string stack) => (await CallAsync("DescribeStacks", ("StackName", stack))).Split("<StackStatus>")[1].Split('<')[0];

    /// <summary>Answers what is stuck, and all that comes.</summary>
    public void Release() => _released.TrySetResult();

    public async Task UntilAskedAsync(Func<AskedOf, bool> what)
    {
        while (true)
        {
            Task next;
            lock (_asked)
            {
                if (_asked.Any(what)) return;
                next = _next.Task;
            }

            await next.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_isOver) return;
        _isOver = true;
        await _service.DisposeAsync();
        _ledger?.Dispose();
    }

    private async Task<ServiceReply> AnswerAsync(string service, AwsRequest request, Caller caller, CancellationToken cancellation)
    {
        var asked = new AskedOf(service, $"{request.Headers["X-Amz-Target"]}\n{request.Method} {request.RawPath}\n{Encoding.UTF8.GetString(request.Body.Span)}");
        lock (_asked)
        {
            _asked.Add(asked);
            _next.TrySetResult();
            _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        if (IsStuck(asked)) await _released.Task.WaitAsync(cancellation);
        if (IsRefused(asked)) return new ServiceReply(400, new HeaderDictionary(), "<E><Error><Code>No</Code><Message>Not now.</Message></Error></E>"u8.ToArray());
        return new ServiceReply(200, new HeaderDictionary(), Encoding.UTF8.GetBytes(service == "iam" ? "<A><R><Arn>arn</Arn><RoleId>id</RoleId></R></A>" : "{}"));
    }
}
