using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Language;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Policies.Tests;

/// <summary>A decision, statement by statement.</summary>
public sealed class ExaminationTests
{
    private const string Resource = "arn:aws:s3:::b/k";

    private static readonly Principal Session =
        Principal.RoleSession("arn:aws:sts::111122223333:assumed-role/r/s", "111122223333", "arn:aws:iam::111122223333:role/r");

    [Theory]
    [InlineData("all of it", "\"Action\":\"s3:GetObject\",\"Resource\":\"*\"", true, true, true)]
    [InlineData("another action", "\"Action\":\"s3:PutObject\",\"Resource\":\"*\"", false, true, true)]
    [InlineData("another resource", "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::c/*\"", true, false, true)]
    [InlineData("a condition that fails", "\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"true\"},\"Null\":{\"k:x\":\"true\"}}", true, true, false)]
    public void A_statement_tells_what_of_it_speaks_of_the_request(string why, string parts, bool action, bool resource, bool condition)
    {
        var review = Assert.Single(Examine(Policy(PolicyKind.IdentityInline, $$"""{"Effect":"Allow",{{parts}}}""")).Statements);

        Assert.True((action, resource, condition) == (review.SpeaksOfAction, review.SpeaksOfResource, review.Conditions.All(c => c.Holds)), why);
        Assert.Equal(action && resource && condition, review.Applies);
        Assert.True(review.SpeaksOfPrincipal);
    }

    [Theory]
    [InlineData("{\"AWS\":\"111122223333\"}", true)]
    [InlineData("{\"AWS\":\"arn:aws:iam::111122223333:user/alice\"}", false)]
    public void A_resources_statement_tells_whether_it_speaks_of_the_caller(string principal, bool isSpokenOf)
    {
        var review = Assert.Single(Examine(Policy(PolicyKind.Resource, $$"""{"Sid":"one","Effect":"Allow","Principal":{{principal}},"Action":"*","Resource":"*"}""")).Statements);

        Assert.Equal((isSpokenOf, isSpokenOf, "one"), (review.SpeaksOfPrincipal, review.Applies, review.Sid));
    }

    [Fact]
    public void A_denial_for_all_but_some_spares_nobody_who_has_a_boundary()
    {
        var denial = Policy(PolicyKind.Resource, $$"""{"Effect":"Deny","NotPrincipal":{"AWS":["{{Session.Arn}}","{{Session.Parent}}"]},"Action":"*","Resource":"*"}""");
        var boundary = Policy(PolicyKind.Boundary, """{"Effect":"Allow","Action":"*","Resource":"*"}""");

        Assert.False(Examine(denial).Statements[0].Applies);
        Assert.True(Examine(denial, boundary).Statements[0].Applies);
    }

    [Fact]
    public void A_condition_tells_what_it_wants_and_what_was_given()
    {
        var policy = Policy(PolicyKind.IdentityInline, """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"ForAnyValue:StringEquals":{"aws:TagKeys":["a","b"]},"Bool":{"k:none":"true"}}}""");

        var examination = Examine(policy);

        var conditions = examination.Statements[0].Conditions;
        Assert.Equal(["ForAnyValue:StringEquals", "Bool"], conditions.Select(c => c.Operator));
        Assert.Equal(["a", "b"], conditions[0].Wanted);
        Assert.Equal(["b", "c"], conditions[0].Given);
        Assert.Empty(conditions[1].Given);
        Assert.Equal((true, false), (conditions[0].Holds, conditions[1].Holds));
        Assert.Equal(["aws:TagKeys"], examination.Context.Keys);
        Assert.Equal(["k:none"], examination.MissingContextKeys);
    }

    [Fact]
    public void The_root_needs_no_policy_and_is_told_so()
    {
        var request = new AuthorizationRequest(Principal.Root("arn:aws:iam::111122223333:root", "111122223333"), "s3:GetObject", Resource, new RequestContext());

        var examination = Examination.Of(request, default);

        Assert.Equal((Verdict.Allowed, PolicyType.AccountRoot), (examination.Verdict, examination.DecidedBy));
        Assert.EndsWith("because it is the account's root user and nothing denies the s3:GetObject action", examination.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_resources_policy_that_allows_nothing_is_named()
    {
        var decision = Evaluator.Explain(
            new AuthorizationRequest(Principal.Anonymous, "s3:GetObject", Resource, new RequestContext()), PolicySet.Of(Policy(PolicyKind.Resource, """{"Effect":"Allow","Principal":"*","Action":"s3:PutObject","Resource":"*"}""")));

        Assert.Equal("User: anonymous is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::b/k because no resource-based policy allows the s3:GetObject action", decision.Sentence);
    }

    [Fact]
    public void Whoever_asks_from_outside_of_accounts_has_none()
    {
        Assert.Equal(("anonymous", "", ""), Parts(Principal.Anonymous));
        Assert.Equal(("lambda.amazonaws.com", "", ""), Parts(Principal.Service("lambda.amazonaws.com")));
        Assert.Equal(("provider", "", ""), Parts(Principal.Federated("provider")));
        Assert.Equal(("arn", "account", ""), Parts(Principal.Root("arn", "account")));
        Assert.Equal(("arn", "account", ""), Parts(Principal.User("arn", "account")));
    }

    private static (string Arn, string Account, string Parent) Parts(Principal principal) => (principal.Arn, principal.Account, principal.Parent);

    private static Policy Policy(PolicyKind kind, string statement) => Evaluation.Policy.Parse("p", kind, $$"""{"Version":"2012-10-17","Statement":{{statement}}}""");

    private static Examination Examine(params ReadOnlySpan<Policy> policies)
    {
        var context = new RequestContext().Set("aws:SecureTransport", ContextValue.Of(false)).Set("aws:TagKeys", ContextValue.Of(["b", "c"]));
        return Examination.Of(new AuthorizationRequest(Session, "s3:GetObject", Resource, context), PolicySet.Of(policies));
    }
}
