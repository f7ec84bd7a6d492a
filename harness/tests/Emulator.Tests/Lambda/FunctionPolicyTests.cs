using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.Lambda;
using TaskTracker.Emulation.Tests.Security;
using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Tests.Lambda;

/// <summary>A policy as a data directory may hold it from before AddPermission refused what it refuses.</summary>
public sealed class FunctionPolicyTests
{
    private static readonly AwsScope Scope = new("000000000000", "us-east-1");
    private static readonly Principal Anybody = Principal.Service("s3.amazonaws.com");

    [Fact]
    public void A_principal_that_cannot_be_grants_nobody_anything_and_leaves_the_other_statements_as_they_are()
    {
        using var logs = new KeptLogs();
        var policies = PoliciesOf(logs, Statement("old", "nonsense"), Statement("good", "s3.amazonaws.com"));

        var found = policies.On(Functions.Arn("f"), Anybody);
        _ = policies.On(Functions.Arn("f"), Anybody);

        var request = new AuthorizationRequest(Anybody, "lambda:InvokeFunction", Functions.Arn("f"), new RequestContext());
        Assert.Equal(Verdict.Allowed, Evaluator.Decide(request, new PolicySet { Resource = found }));
        Assert.Contains("The statement old in the policy of arn:aws:lambda:us-east-1:000000000000:function:f grants nobody anything", Assert.Single(logs.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_principal_can_be_there_is_no_policy()
    {
        using var logs = new KeptLogs();
        var policies = PoliciesOf(logs, Statement("old", "nonsense"));

        var found = policies.On(Functions.Arn("f"), Anybody);

        Assert.Empty(found);
        Assert.Single(logs.Lines);
    }

    private static FunctionPolicies PoliciesOf(KeptLogs logs, params ImmutableArray<PolicyStatement> statements)
    {
        var settings = new FunctionSettings(Functions.Role, "provided.al2023", "echo", "", 3, 128, 512, "x86_64", "/aws/lambda/f", "PassThrough", Environment: null);
        var deployment = new Deployment(1, "f", Functions.Arn("f"), "", 0, settings);
        var state = new LambdaState();
        state.Changes.Commit(new LambdaChange.FunctionPut(new Function(deployment, default, "1", ImmutableSortedDictionary<string, string>.Empty, statements), Zip: []));
        return new FunctionPolicies(state, Scope, logs.CreateLogger<FunctionPolicies>());
    }

    private static PolicyStatement Statement(string sid, string principal) => new(sid, "lambda:InvokeFunction", principal, null, null, null, null, null);
}
