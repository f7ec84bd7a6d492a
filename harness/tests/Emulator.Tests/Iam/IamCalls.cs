using System.Xml.Linq;
using TaskTracker.Emulation.Protocols.SigV4;

namespace TaskTracker.Emulation.Tests.Iam;

/// <summary>An emulator, its account's root, and whoever is made in it.</summary>
public sealed class IamCalls : IAsyncLifetime
{
    public const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*","Service":"lambda.amazonaws.com"},"Action":["sts:AssumeRole","sts:TagSession"]}]}""";

    private readonly EmulatorFixture _emulator = new();
    private readonly List<IDisposable> _open = [];
    private int _count;
    private SignedHttp? _root;

    public Uri Endpoint => _emulator.Endpoint;

    public SignedHttp Root => _root ?? throw new InvalidOperationException("The emulator has not started.");

    public static string Policy(params string[] statements) => $$"""{"Version":"2012-10-17","Statement":[{{string.Join(",", statements)}}]}""";

    public static string Allow(string action, string resource = "*") => Policy($$"""{"Effect":"Allow","Action":"{{action}}","Resource":"{{resource}}"}""");

    public static string Arn(string resource) => "arn:aws:iam::000000000000:" + resource;

    public static ILookup<string, string> Elements(HttpAnswer answer) => XDocument.Parse(answer.Body).Descendants().ToLookup(e => e.Name.LocalName, e => e.Value);

    public async ValueTask InitializeAsync()
    {
        await _emulator.InitializeAsync();
        _root = new SignedHttp(Endpoint);
        _open.Add(_root);
    }

    public Task AdvanceClockAsync(string duration) => _emulator.AdvanceClockAsync(duration);

    public string NewName(string kind) => $"{kind}-{Interlocked.Increment(ref _count)}";

    public Task<HttpAnswer> AskAsync(string action, params (string Name, string Value)[] parameters) => Root.QueryAsync("iam", "2010-05-08", action, parameters);

    /// <summary>A call of IAM by the root that succeeds.</summary>
    public async Task<HttpAnswer> CallAsync(string action, params (string Name, string Value)[] parameters)
    {
        var answer = await AskAsync(action, parameters);
        Assert.True(answer.Status == 200, $"{action}: {answer.Body}");
        return answer;
    }

    /// <summary>A new user and a client that signs with a key of its own.</summary>
    public async Task<(string Name, SignedHttp Http)> UserAsync(string? inlinePolicy = null)
    {
        var name = NewName("user");
        await CallAsync("CreateUser", ("UserName", name));
        if (inlinePolicy is not null) await CallAsync("PutUserPolicy", ("UserName", name), ("PolicyName", "p"), ("PolicyDocument", inlinePolicy));
        var key = Elements(await CallAsync("CreateAccessKey", ("UserName", name)));
        return (name, Client(new AwsCredentials(key["AccessKeyId"].Single(), key["SecretAccessKey"].Single())));
    }

    public async Task<string> RoleAsync(string? inlinePolicy = null, string trust = Trust)
    {
        var name = NewName("role");
        await CallAsync("CreateRole", ("RoleName", name), ("AssumeRolePolicyDocument", trust));
        if (inlinePolicy is not null) await CallAsync("PutRolePolicy", ("RoleName", name), ("PolicyName", "p"), ("PolicyDocument", inlinePolicy));
        return name;
    }

    public static Task<HttpAnswer> TryAssumeAsync(SignedHttp by, string role, params (string Name, string Value)[] more) =>
        by.QueryAsync("sts", "2011-06-15", "AssumeRole", [("RoleArn", Arn("role/" + role)), ("RoleSessionName", "s-1"), .. more]);

    /// <summary>A session of a role, begun by the root.</summary>
    public async Task<SignedHttp> AssumeAsync(string role, params (string Name, string Value)[] more) => Client(await TryAssumeAsync(Root, role, more));

    /// <summary>A client that signs with the temporary credentials in an answer.</summary>
    public SignedHttp Client(HttpAnswer session)
    {
        Assert.True(session.Status == 200, session.Body);
        var found = Elements(session);
        return Client(new AwsCredentials(found["AccessKeyId"].Single(), found["SecretAccessKey"].Single(), found["SessionToken"].Single()));
    }

    public SignedHttp Client(AwsCredentials credentials)
    {
        var http = new SignedHttp(Endpoint, credentials);
        _open.Add(http);
        return http;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _open) client.Dispose();
        await _emulator.DisposeAsync();
    }
}
