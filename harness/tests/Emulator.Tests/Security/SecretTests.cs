using System.Xml.Linq;
using TaskTracker.Emulation.Protocols.SigV4;

namespace TaskTracker.Emulation.Tests.Security;

/// <summary>Credentials: random, and in no log.</summary>
public sealed class SecretTests
{
    private const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]}""";
    private static readonly string[] Secret = ["SecretAccessKey", "SessionToken"];

    [Fact]
    public async Task No_secret_is_in_any_log_or_record_however_a_request_ends()
    {
        using var logs = new KeptLogs();
        await using var emulator = await Emulator.StartAsync(new EmulatorOptions(Port: 0), logs, TestContext.Current.CancellationToken);
        using var root = new SignedHttp(emulator.Endpoint);
        await root.QueryAsync("iam", "2010-05-08", "CreateRole", ("RoleName", "r"), ("AssumeRolePolicyDocument", Trust));
        await root.QueryAsync("iam", "2010-05-08", "CreateUser", ("UserName", "u"));
        var secrets = new List<string>();
        secrets.AddRange(SecretsIn(await root.QueryAsync("sts", "2011-06-15", "AssumeRole", ("RoleArn", "arn:aws:iam::000000000000:role/r"), ("RoleSessionName", "s-1"))));
        secrets.AddRange(SecretsIn(await root.QueryAsync("sts", "2011-06-15", "GetSessionToken")));
        secrets.AddRange(SecretsIn(await root.QueryAsync("iam", "2010-05-08", "CreateAccessKey", ("UserName", "u"))));
        foreach (var credentials in new[] { new AwsCredentials("AKIAUNKNOWN", "a-secret-of-nobody"), new AwsCredentials("test", "a-wrong-secret"), new AwsCredentials("test", "test", "a-token-of-nobody") })
        {
            using var stranger = new SignedHttp(emulator.Endpoint, credentials);
            await stranger.JsonAsync("dynamodb", "DynamoDB_20120810.ListTables", "{}");
            await stranger.SendAsync("s3", "GET", "/bucket/key");
        }

        secrets.AddRange(["a-secret-of-nobody", "a-wrong-secret", "a-token-of-nobody", "Signature="]);
        using var http = new HttpClient { BaseAddress = emulator.Endpoint };
        var records = await http.GetStringAsync(new Uri("/_tasktracker/requests?limit=1000", UriKind.Relative), TestContext.Current.CancellationToken);
        var access = await http.GetStringAsync(new Uri("/_tasktracker/access", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.NotEmpty(logs.Lines);
        Assert.Contains("AssumeRole", records, StringComparison.Ordinal);
        Assert.All(secrets, secret => Assert.DoesNotContain(logs.Lines.Append(records).Append(access), line => line.Contains(secret, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Temporary_credentials_are_never_the_same_twice()
    {
        await using var emulator = await Emulator.StartAsync(new EmulatorOptions(Port: 0), logs: null, TestContext.Current.CancellationToken);
        using var root = new SignedHttp(emulator.Endpoint);
        await root.QueryAsync("iam", "2010-05-08", "CreateRole", ("RoleName", "r"), ("AssumeRolePolicyDocument", Trust));
        var all = new List<string>();
        for (var i = 0; i < 50; i++) all.AddRange(SecretsIn(await root.QueryAsync("sts", "2011-06-15", "AssumeRole", ("RoleArn", "arn:aws:iam::000000000000:role/r"), ("RoleSessionName", "same"))));

        Assert.Equal(100, all.Distinct().Count());
        Assert.All(all, secret => Assert.True(secret.Length >= 40));
    }

    private static List<string> SecretsIn(HttpAnswer answer)
    {
        Assert.True(answer.Status == 200, answer.Body);
        return XElement.Parse(answer.Body).Descendants().Where(e => Secret.Contains(e.Name.LocalName)).Select(e => e.Value).ToList();
    }
}
