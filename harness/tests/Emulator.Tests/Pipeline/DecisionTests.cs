using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using TaskTracker.Emulation.Pipeline;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Requests;
using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Language;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Tests.Pipeline;

/// <summary>What a decision costs, and who is let in without policies of their own.</summary>
public sealed class DecisionTests
{
    private const string Function = "arn:aws:lambda:us-east-1:000000000000:function:f";
    private const string Route = "arn:aws:execute-api:us-east-1:000000000000:api/prod/GET/tasks";
    private const string OneMethod = """{"ArnLike":{"AWS:SourceArn":"arn:aws:execute-api:us-east-1:000000000000:api/*/GET/tasks"}}""";

    private const string TenStatements = """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"], "Resource": "arn:aws:logs:*:*:log-group:/aws/lambda/*:*"},
          {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::home/${aws:username, 'nobody'}/*"},
          {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::home", "Condition": {"StringLike": {"s3:prefix": ["", "home/*"]}}},
          {"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "never"}}},
          {"Effect": "Deny", "NotAction": "iam:*", "Resource": "*", "Condition": {"DateGreaterThan": {"aws:CurrentTime": "2999-01-01T00:00:00Z"}}},
          {"Effect": "Deny", "Action": "dynamodb:*", "NotResource": "arn:aws:dynamodb:*:*:table/*"},
          {"Effect": "Deny", "Action": "sqs:*", "Resource": "*", "Condition": {"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "2001:db8::/32"]}}},
          {"Effect": "Deny", "Action": "s3:*", "Resource": "*", "Condition": {"ForAnyValue:StringEquals": {"dynamodb:Attributes": ["Secret"]}}},
          {"Effect": "Deny", "Action": "dynamodb:*", "Resource": "*", "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/none"}}},
          {"Effect": "Allow", "Action": "dynamodb:PutItem", "Resource": "arn:aws:dynamodb:*:*:table/Tasks*"}
        ]}
        """;

    private static readonly AwsScope Scope = new("000000000000", "us-east-1");

    [Fact]
    public void What_is_decided_again_on_one_record_costs_no_memory()
    {
        var (authorize, service, call, exchange) = Asked(_ => "arn:aws:dynamodb:us-east-1:000000000000:table/Tasks");
        for (var i = 0; i < 2; i++) authorize.Decide(service, call, exchange);

        // The least of three: a collection for somebody else counts what this thread has left of its memory as used.
        var least = Enumerable.Range(0, 3).Min(_ => Allocated(() =>
        {
            for (var i = 0; i < 10_000; i++) authorize.Decide(service, call, exchange);
        }));

        Assert.Equal(0, least);
        Assert.Equal(Emulation.Requests.Decision.Allowed, exchange.Record.Decision);
        Assert.Single(exchange.Record.Asked?.Examined ?? []);
    }

    /// <summary>What a decision was about is kept once: the question, and the context keys that it read.</summary>
    [Fact]
    public void A_request_with_one_decision_pays_for_what_its_record_tells_and_for_nothing_else()
    {
        const int Requests = 1_000;
        var (authorize, service, call, first) = Asked(_ => "arn:aws:dynamodb:us-east-1:000000000000:table/Tasks");
        authorize.Decide(service, call, first);
        var exchanges = Enumerable.Range(0, Requests).Select(_ => ExchangeOf(first.Caller)).ToList();

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var exchange in exchanges) authorize.Decide(service, call, exchange);
        var after = GC.GetAllocatedBytesForCurrentThread();

        Assert.InRange((after - before) / Requests, 1, 512);
    }

    [Fact]
    public void Many_decisions_on_one_record_cost_each_the_same()
    {
        var resources = Enumerable.Range(0, 10_000).Select(i => $"arn:aws:dynamodb:us-east-1:000000000000:table/Tasks{i}").ToArray();
        var at = 0;
        var (authorize, service, call, exchange) = Asked(_ => resources[at++ % resources.Length]);
        var warm = ExchangeOf(exchange.Caller);
        foreach (var _ in resources) authorize.Decide(service, call, warm);

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var _ in resources) authorize.Decide(service, call, exchange);
        var after = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(10_000, exchange.Record.Asked?.Examined.Count());
        Assert.InRange((after - before) / 10_000, 1, 384);
    }

    [Fact]
    public void A_decision_is_explained_from_what_it_read_also_when_all_of_that_has_changed()
    {
        var (authorize, service, call, exchange) = Asked(_ => "arn:aws:dynamodb:us-east-1:000000000000:table/Tasks");

        authorize.Decide(service, call, exchange);

        var examination = Assert.Single(exchange.Record.Asked?.Examined ?? []);
        Assert.Equal((Verdict.Allowed, "dynamodb:PutItem"), (examination.Verdict, examination.Action));
        Assert.Equal("arn:aws:iam::000000000000:role/r", examination.Context["aws:PrincipalArn"].Single());
        Assert.DoesNotContain("aws:SourceIp", examination.Context.Keys);
    }

    [Theory]
    [InlineData("the route that the permission names", Route, OneMethod, true)]
    [InlineData("another method", "arn:aws:execute-api:us-east-1:000000000000:api/prod/POST/tasks", OneMethod, false)]
    [InlineData("of this account", Route, """{"StringEquals":{"AWS:SourceAccount":"000000000000"}}""", true)]
    [InlineData("of another account", Route, """{"StringEquals":{"AWS:SourceAccount":"111122223333"}}""", false)]
    [Parity("iam/resource-policies", Evidence.Documented, "https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html")]
    public void A_service_may_what_a_resources_policy_gives_it_for_one_of_its_own(string why, string source, string condition, bool isGranted)
    {
        var authorize = new Authorize(Scope, IamMode.Enforce, _ => null, new AccessLog(), TimeProvider.System);
        var policy = Policy.Parse("f", PolicyKind.Resource,
            $$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"apigateway.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"{{Function}}","Condition":{{condition}} } }""");
        var lambda = new Service("lambda", "lambda", new JsonProtocol("1.0", [])) { ResourcePolicies = (_, _) => [policy] };

        var wanted = new Permission("lambda:InvokeFunction", Function)
        {
            Keys = key => key.ToLowerInvariant() switch
            {
                "aws:sourcearn" => ContextValue.Of(source),
                "aws:sourceaccount" => ContextValue.Of(Scope.Account),
                _ => null,
            },
        };

        var admission = authorize.Admits(lambda, Principal.Service("apigateway.amazonaws.com"), wanted);

        Assert.True(admission.IsGranted == isGranted, $"{why}: {admission.Because}");
        Assert.Equal(isGranted ? "" : "because no resource-based policy allows the lambda:InvokeFunction action", admission.Because);
    }

    private static long Allocated(Action act)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        act();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static (Authorize Authorize, Service Service, BoundCall Call, Exchange Exchange) Asked(Func<string, string> resource)
    {
        var caller = new Caller(CallerKind.AssumedRole, Scope.Account, "arn:aws:sts::000000000000:assumed-role/r/s", "AROA1:s", "arn:aws:iam::000000000000:role/r");
        var policies = PolicySet.Of(Policy.Parse("p", PolicyKind.IdentityInline, TenStatements));
        var permissions = new CallerPermissions("AROA1", policies, ImmutableSortedDictionary<string, string>.Empty);
        var authorize = new Authorize(Scope, IamMode.Enforce, _ => permissions, new AccessLog(), TimeProvider.System);
        var operation = new Operation<string, Nothing>("PutItem", "dynamodb:PutItem", _ => "", resource, (_, _) => ValueTask.FromResult(Nothing.Value), (_, _) => { });
        var exchange = ExchangeOf(caller);
        return (authorize, new Service("dynamodb", "dynamodb", new JsonProtocol("1.0", [operation])), operation.Bind(exchange), exchange);
    }

    private static Exchange ExchangeOf(Caller caller) => new()
    {
        Request = new AwsRequest { Method = "POST", RawPath = "/" },
        Response = new AwsResponse(new HeaderDictionary()),
        Record = new RequestRecord(0),
        Caller = caller,
    };
}
