using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using TaskTracker.Emulation.Protocols.SigV4;

namespace TaskTracker.Emulation.Tests.Pipeline;

/// <summary>What the emulator tells of its decisions, and whom.</summary>
public sealed class ControlTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>, IDisposable
{
    private const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]}""";
    private const string Table = "arn:aws:dynamodb:us-east-1:000000000000:table/Asked";

    private readonly SignedHttp _root = new(emulator.Endpoint);
    private readonly HttpClient _http = new() { BaseAddress = emulator.Endpoint };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_decision_is_explained_from_what_it_was_made_from_also_after_the_policies_have_changed()
    {
        using var session = await SessionAsync("explained", """{"Effect":"Allow","Action":"dynamodb:PutItem","Resource":"*","Condition":{"StringEquals":{"aws:UserAgent":"none"}}}""");
        var refused = await session.JsonAsync("dynamodb", "DynamoDB_20120810.PutItem", """{"TableName":"Asked","Item":{"Id":{"S":"1"}}}""");
        await PutPolicyAsync("explained", """{"Effect":"Allow","Action":"*","Resource":"*"}""");

        using var answer = JsonDocument.Parse(await GetAsync($"requests/{refused.Headers["x-amzn-RequestId"]}/decision"));

        var call = Assert.Single(answer.RootElement.GetProperty("calls").EnumerateArray());
        var asked = Assert.Single(call.GetProperty("asked").EnumerateArray());
        var statement = Assert.Single(asked.GetProperty("statements").EnumerateArray());
        var condition = Assert.Single(statement.GetProperty("conditions").EnumerateArray());
        Assert.Equal(("Denied", "ImplicitDeny"), (call.GetProperty("decision").GetString(), asked.GetProperty("verdict").GetString()));
        Assert.Equal(("dynamodb:PutItem", Table), (asked.GetProperty("action").GetString(), asked.GetProperty("resource").GetString()));
        Assert.True(statement.GetProperty("speaksOfAction").GetBoolean());
        Assert.Equal(("aws:UserAgent", false), (condition.GetProperty("key").GetString(), condition.GetProperty("holds").GetBoolean()));
    }

    [Fact]
    public async Task What_a_role_has_used_is_counted_by_action_and_resource()
    {
        using var session = await SessionAsync("counted", """{"Effect":"Allow","Action":"dynamodb:DescribeTable","Resource":"*"}""");
        for (var i = 0; i < 3; i++) await session.JsonAsync("dynamodb", "DynamoDB_20120810.DescribeTable", """{"TableName":"Asked"}""");
        await session.JsonAsync("dynamodb", "DynamoDB_20120810.DeleteTable", """{"TableName":"Asked"}""");

        var access = JsonNode.Parse(await GetAsync("access"))?["access"]?.AsArray() ?? [];

        var own = access.Where(a => a?["principal"]?.GetValue<string>() == "arn:aws:iam::000000000000:role/counted")
            .Select(a => (a?["action"]?.GetValue<string>(), a?["resource"]?.GetValue<string>(), a?["allowed"]?.GetValue<int>(), a?["denied"]?.GetValue<int>())).Order();
        Assert.Equal([("dynamodb:DeleteTable", Table, 0, 1), ("dynamodb:DescribeTable", Table, 3, 0)], own);
    }

    [Theory]
    [InlineData("P3000000D", "the year 9000")]
    [InlineData("P999999999D", "the year 9000")]
    [InlineData("-P1D", "not negative")]
    [InlineData("soon", "not negative")]
    public async Task A_clock_that_cannot_be_moved_so_far_stays_where_it_is(string advance, string because)
    {
        using var move = new StringContent($$"""{"advance":"{{advance}}"}""");
        using var refused = await _http.PostAsync(new Uri("/_tasktracker/clock", UriKind.Relative), move, Cancellation);
        var clock = JsonNode.Parse(await GetAsync("clock"))?["now"]?.GetValue<DateTimeOffset>();

        Assert.Equal(400, (int)refused.StatusCode);
        Assert.Contains(because, await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.True(clock < TimeProvider.System.GetUtcNow().AddDays(1), $"It is {clock}.");
    }

    [Theory]
    [InlineData("a program sends neither header", "GET", "/_tasktracker/requests", "", 200)]
    [InlineData("the address bar", "GET", "/_tasktracker/requests", "Sec-Fetch-Site: none", 200)]
    [InlineData("a page of the emulator itself", "GET", "/_tasktracker/requests", "Sec-Fetch-Site: same-origin", 200)]
    [InlineData("a link that somebody follows", "GET", "/_tasktracker/requests", "Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document", 200)]
    [InlineData("a frame in a foreign page", "GET", "/_tasktracker/requests", "Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: iframe", 403)]
    [InlineData("a foreign page's script", "GET", "/_tasktracker/requests", "Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: no-cors", 403)]
    [InlineData("a site on the same machine", "GET", "/_tasktracker/access", "Sec-Fetch-Site: same-site", 403)]
    [InlineData("a foreign origin", "POST", "/_tasktracker/clock", "Origin: https://evil.example", 403)]
    [InlineData("a page from a file or a sandbox", "POST", "/_tasktracker/clock", "Origin: null", 403)]
    [InlineData("a form of a foreign page", "POST", "/_tasktracker/clock", "Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document", 403)]
    [InlineData("forgetting what was used", "DELETE", "/_tasktracker/access", "Origin: https://evil.example", 403)]
    [InlineData("a preflight", "OPTIONS", "/_tasktracker/clock", "Origin: https://evil.example\nAccess-Control-Request-Method: POST", 403)]
    public async Task Control_endpoints_are_not_for_pages_of_other_origins(string why, string method, string path, string headers, int status)
    {
        var head = $"{method} {path} HTTP/1.1\nHost: localhost:{emulator.Endpoint.Port}\n{headers}".TrimEnd();
        var answer = await RawHttp.SendAsync(emulator.Endpoint, head + (method == "POST" ? "\nContent-Length: 0" : ""));

        Assert.True(answer.Status == status, $"{why}: {answer.Head}");
        Assert.Empty(answer.Header("Access-Control-Allow-Origin"));
    }

    public void Dispose()
    {
        _root.Dispose();
        _http.Dispose();
    }

    private Task<string> GetAsync(string path) => _http.GetStringAsync(new Uri("/_tasktracker/" + path, UriKind.Relative), Cancellation);

    private Task<HttpAnswer> PutPolicyAsync(string role, string statements) => _root.QueryAsync(
        "iam", "2010-05-08", "PutRolePolicy", ("RoleName", role), ("PolicyName", "p"), ("PolicyDocument", $$"""{"Version":"2012-10-17","Statement":[{{statements}}]}"""));

    private async Task<SignedHttp> SessionAsync(string role, string statements)
    {
        await _root.QueryAsync("iam", "2010-05-08", "CreateRole", ("RoleName", role), ("AssumeRolePolicyDocument", Trust));
        await PutPolicyAsync(role, statements);
        var arn = $"arn:aws:iam::000000000000:role/{role}";
        var answer = XElement.Parse((await _root.QueryAsync("sts", "2011-06-15", "AssumeRole", ("RoleArn", arn), ("RoleSessionName", "s-1"))).Body);
        string Of(string name) => answer.Descendants().First(e => e.Name.LocalName == name).Value;
        return new SignedHttp(emulator.Endpoint, new AwsCredentials(Of("AccessKeyId"), Of("SecretAccessKey"), Of("SessionToken")));
    }
}
