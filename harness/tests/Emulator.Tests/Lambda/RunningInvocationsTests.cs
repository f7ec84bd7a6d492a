using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.Lambda.Hosting;

namespace TaskTracker.Emulation.Tests.Lambda;

public sealed class RunningInvocationsTests
{
    private const string Page = "https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html";

    private readonly RunningInvocations _running = new();

    [Fact]
    [Parity("lambda:Invoke", Evidence.Documented, Page)]
    public void A_thousand_run_at_once_in_the_account_and_the_next_when_one_has_ended()
    {
        for (var i = 0; i < 600; i++) _running.Enter("a");
        for (var i = 0; i < 399; i++) _running.Enter("b");

        Assert.Equal((400, 1000), _running.Enter("b"));
        Assert.Equal("ConcurrentInvocationLimitExceeded", Refusal("c"));

        _running.Leave("a");
        Assert.Equal((1, 1000), _running.Enter("c"));
        Assert.Equal("ConcurrentInvocationLimitExceeded", Refusal("a"));
    }

    [Fact]
    [Parity("lambda:PutFunctionConcurrency", Evidence.Documented, Page)]
    public void What_is_reserved_for_a_function_is_taken_from_the_others_and_is_all_that_it_gets()
    {
        _running.Reserve("reserved", 100);
        for (var i = 0; i < 900; i++) _running.Enter("other");

        Assert.Equal("ConcurrentInvocationLimitExceeded", Refusal("other"));
        for (var i = 0; i < 100; i++) _running.Enter("reserved");
        Assert.Equal("ReservedFunctionConcurrentInvocationLimitExceeded", Refusal("reserved"));
    }

    [Fact]
    [Parity("lambda:PutFunctionConcurrency", Evidence.Documented, Page)]
    public void What_runs_already_counts_when_it_is_reserved_for_and_when_that_ends()
    {
        _running.Enter("a");
        _running.Reserve("a", 1);
        Assert.Equal("ReservedFunctionConcurrentInvocationLimitExceeded", Refusal("a"));

        _running.Reserve("a", most: null);
        for (var i = 0; i < 999; i++) _running.Enter("b");
        Assert.Equal("ConcurrentInvocationLimitExceeded", Refusal("b"));
    }

    /// <summary>Why it may not run.</summary>
    private string? Refusal(string function) => Assert.Throws<AwsError>(() => _running.Enter(function)).Members.First(m => m.Key == "Reason").Value;
}
