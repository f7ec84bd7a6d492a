using System.Net;
using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Language;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Policies.Tests;

/// <summary>A context that is asked for its keys keeps what it was told: enough to come to the same decision again.</summary>
public sealed class KeptContextTests
{
    private const string Conditions = """
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"k:first":"no","k:second":"${k:variable}"},"Null":{"k:absent":"false"}}},
          {"Effect":"Allow","Action":"s3:PutObject","Resource":"*","Condition":{"StringEquals":{"k:other":"x"}}}]}
        """;

    private static readonly Principal User = Principal.User("arn:aws:iam::111122223333:user/alice", "111122223333");

    private readonly List<string> _asked = [];

    [Fact]
    public void Every_key_of_a_statement_on_the_request_is_asked_for_once_and_no_other()
    {
        var context = new RequestContext(Find);

        for (var i = 0; i < 2; i++) Decide(context);

        Assert.Equal(["k:absent", "k:first", "k:second", "k:variable"], _asked.Order());
        Assert.Equal(4, context.Count);
    }

    [Fact]
    public void What_was_kept_leads_to_the_same_explanation()
    {
        var context = new RequestContext(Find);
        Decide(context);
        var kept = new KeyValuePair<string, ContextValue>[context.Count];
        context.CopyTo(kept);

        var again = new RequestContext();
        foreach (var (key, value) in kept) again.Set(key, value);

        var examination = Examination.Of(Request(again), Policies());
        Assert.True(context.Is(kept));
        Assert.Equal(["k:first", "k:second", "k:variable"], examination.Context.Keys);
        Assert.Equal("value of k:second", examination.Context["k:second"].Single());
        Assert.Empty(examination.MissingContextKeys);
    }

    [Fact]
    public void A_context_is_what_it_holds_in_its_order()
    {
        KeyValuePair<string, ContextValue> Pair(string key, string value) => new(key, ContextValue.Of(value));
        var context = new RequestContext().Set("a", "1").Set("b", "2");

        Assert.True(context.Is([Pair("a", "1"), Pair("b", "2")]));
        Assert.False(context.Is([Pair("a", "1")]));
        Assert.False(context.Is([Pair("a", "1"), Pair("b", "3")]));
        Assert.False(context.Is([Pair("a", "1"), Pair("c", "2")]));
        Assert.False(context.Is([Pair("a", "1"), Pair("b", "2"), Pair("c", "3")]));
    }

    [Fact]
    public void A_cleared_context_asks_again()
    {
        var context = new RequestContext(Find);
        Decide(context);

        context.Clear();
        Decide(context);

        Assert.Equal(8, _asked.Count);
    }

    [Fact]
    public void Values_are_the_same_when_they_read_the_same()
    {
        var moment = DateTimeOffset.UnixEpoch;
        ContextValue[] different =
        [
            ContextValue.Of("a"), ContextValue.Of("b"), ContextValue.Of(true), ContextValue.Of(false), ContextValue.Of(IPAddress.Loopback), ContextValue.Of(moment),
            ContextValue.Epoch(moment), ContextValue.Of(moment.AddTicks(1)), ContextValue.Missing,
        ];
        ContextValue[] again =
        [
            ContextValue.Of("a"), ContextValue.Of("b"), ContextValue.Of(true), ContextValue.Of(false), ContextValue.Of(IPAddress.Parse("127.0.0.1")), ContextValue.Of(moment),
            ContextValue.Epoch(moment), ContextValue.Of(moment.AddTicks(1)), ContextValue.Missing,
        ];

        for (var i = 0; i < different.Length; i++)
        {
            for (var j = 0; j < again.Length; j++) Assert.True((i == j) == (different[i] == again[j]) && (i != j) == (different[i] != again[j]), $"{i}, {j}");
            Assert.True(different[i].Equals((object)again[i]));
            Assert.Equal(different[i].GetHashCode(), again[i].GetHashCode());
        }
    }

    private static PolicySet Policies() => PolicySet.Of(Policy.Parse("p", PolicyKind.IdentityInline, Conditions));

    private static AuthorizationRequest Request(RequestContext context) => new(User, "s3:GetObject", "arn:aws:s3:::b/k", context);

    private static void Decide(RequestContext context) => Assert.Equal(Verdict.ImplicitDeny, Evaluator.Decide(Request(context), Policies()));

    private ContextValue? Find(string key)
    {
        _asked.Add(key);
        return key == "k:absent" ? null : ContextValue.Of($"value of {key}");
    }
}
