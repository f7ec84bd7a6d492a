using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Requests;
using TaskTracker.Emulation.Services.CloudFormation;

namespace TaskTracker.Emulation.Tests.CloudFormation;

/// <summary>What can be seen and done while an operation is under way: its services answer when the test says so.</summary>
public sealed class UnderWayTests : IAsyncDisposable
{
    private static readonly AwsScope Scope = new("000000000000", "us-east-1");

    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CloudFormationService _service;
    private bool _isStuck = true;

    public UnderWayTests() => _service = new CloudFormationService(Scope, TimeProvider.System, AnswerAsync, _ => null, NullLogger<CloudFormationService>.Instance);

    [Fact]
    public async Task A_stack_that_is_being_made_can_be_deleted()
    {
        var creation = CallAsync("CreateStack", ("StackName", "stuck"), ("TemplateBody", StackTests.Roles("R", "RoleName: stuck-role")),
            ("Capabilities.member.1", "CAPABILITY_NAMED_IAM"));
        await _asked.Task;
        var during = await CallAsync("DescribeStacks", ("StackName", "stuck"));

        _isStuck = false;
        await CallAsync("DeleteStack", ("StackName", "stuck"));
        await creation;
        var refusal = await Assert.ThrowsAsync<AwsError>(() => CallAsync("DescribeStacks", ("StackName", "stuck")));

        Assert.Contains("<StackStatus>CREATE_IN_PROGRESS</StackStatus>", during, StringComparison.Ordinal);
        Assert.Equal("Stack with id stuck does not exist", refusal.Message);
    }

    [Fact]
    public async Task A_stack_that_is_being_made_cannot_be_updated()
    {
        var creation = CallAsync("CreateStack", ("StackName", "busy"), ("TemplateBody", StackTests.Roles("R")), ("Capabilities.member.1", "CAPABILITY_IAM"));
        await _asked.Task;

        var refusal = await Assert.ThrowsAsync<AwsError>(() =>
            CallAsync(
                "UpdateStack", ("StackName", "busy"), ("TemplateBody", StackTests.Roles("R", "Description: x")), ("Capabilities.member.1", "CAPABILITY_IAM")));
        await _service.DisposeAsync();
        await creation;

        Assert.Matches(
            "^Stack:arn:aws:cloudformation:us-east-1:000000000000:stack/busy/.{36} is in CREATE_IN_PROGRESS state and can not be updated.$", refusal.Message);
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    private async Task<ServiceReply> AnswerAsync(string service, AwsRequest request, Caller caller, CancellationToken cancellation)
    {
        _asked.TrySetResult();
        if (_isStuck) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
        return new ServiceReply(200, new HeaderDictionary(), "<R><R></R></R>"u8.ToArray());
    }

    private async Task<string> CallAsync(string action, params (string Name, string Value)[] parameters)
    {
        var form = string.Join('&', parameters.Append(("Action", action)).Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2)}"));
        using var response = new AwsResponse(new HeaderDictionary());
        var exchange = new Exchange
        {
            Request = new AwsRequest { Method = "POST", RawPath = "/", Body = System.Text.Encoding.UTF8.GetBytes(form) },
            Response = response,
            Record = new RequestRecord(TimeProvider.System.GetTimestamp()) { Method = "POST", Path = "/", Id = "id" },
            Caller = Caller.Root(Scope),
        };
        await _service.Service.Protocol.Bind(exchange).ExecuteAsync(exchange);
        return System.Text.Encoding.UTF8.GetString(response.Body.Span);
    }
}
