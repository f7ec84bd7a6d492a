namespace TaskTracker.Emulation.Tests.Security;

/// <summary>What a page in a developer's browser may not do: SECURITY.md names the threat.</summary>
public sealed class PageTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    private const string Form = "Action=GetCallerIdentity&Version=2011-06-15";

    [Theory]
    [InlineData("this machine", "localhost", 200)]
    [InlineData("a name below localhost", "anything.localhost", 200)]
    [InlineData("an address", "127.0.0.1", 200)]
    [InlineData("a foreign name that was made to mean this machine", "evil.example", 403)]
    [InlineData("a name that only begins as this machine's", "localhost.evil.example", 403)]
    [InlineData("a name that only ends so", "evillocalhost", 403)]
    [InlineData("a public name for loopback", "127.0.0.1.nip.io", 403)]
    [InlineData("no name at all", "", 400)]
    public async Task Names_that_could_be_rebound_are_not_answered(string why, string host, int status)
    {
        var answer = await RawHttp.SendAsync(emulator.Endpoint, $"GET /_tasktracker/health HTTP/1.1\nHost: {host}");

        Assert.True(answer.Status == status || (status == 400 && answer.Status == 403), $"{why}: {answer.Head}");
    }

    [Fact]
    public async Task A_request_of_HTTP_1_0_that_names_no_host_is_told_what_it_lacks()
    {
        var answer = await RawHttp.SendAsync(emulator.Endpoint, "GET /_tasktracker/health HTTP/1.0");

        Assert.Equal(403, answer.Status);
        Assert.Equal("The emulator answers only for host names that it knows, and this request has none: send a Host header, such as that of its URL.\n", answer.Text);
    }

    [Theory]
    [InlineData("a program", "", true)]
    [InlineData("the product's own page", "Origin: http://tasktracker-site.s3-website.localhost:4566", true)]
    [InlineData("a page under development", "Origin: http://localhost:3000", true)]
    [InlineData("the same by address", "Origin: http://127.0.0.1:3000", true)]
    [InlineData("a foreign page", "Origin: https://evil.example", false)]
    [InlineData("a page on AWS", "Origin: https://evil.s3.amazonaws.com", false)]
    [InlineData("a sandboxed page", "Origin: null", false)]
    [InlineData("a foreign script that names no origin", "Sec-Fetch-Site: cross-site", false)]
    public async Task A_signed_form_is_not_taken_from_a_foreign_page(string why, string header, bool isTaken)
    {
        using var http = new SignedHttp(emulator.Endpoint);
        (string, string)[] headers = [("Content-Type", "application/x-www-form-urlencoded"), .. header.Length > 0 ? [(header.Split(": ")[0], header.Split(": ")[1])] : Array.Empty<(string, string)>()];

        var answer = await http.SendAsync("sts", "POST", "/", Form, headers);

        Assert.True(answer.Status == (isTaken ? 200 : 403), $"{why}: {answer.Status} {answer.Body}");
        Assert.Equal(isTaken, answer.Body.Contains("GetCallerIdentityResult", StringComparison.Ordinal));
        Assert.DoesNotContain("Access-Control-Allow-Origin", answer.Headers.Keys);
    }

    [Theory]
    [InlineData("an object of a bucket", "s3", "/pictures/logo", true)]
    [InlineData("a call of a service that takes it from a query", "iam", "/?Action=CreateUser&Version=2010-05-08&UserName=by-picture", false)]
    [InlineData("another", "sns", "/?Action=CreateTopic&Version=2010-03-31&Name=by-picture", false)]
    public async Task An_image_in_a_foreign_page_shows_an_object_and_calls_nothing(string why, string service, string path, bool isTaken)
    {
        using var http = new SignedHttp(emulator.Endpoint);
        await http.SendAsync("s3", "PUT", "/pictures");
        await http.SendAsync("s3", "PUT", "/pictures/logo", "picture");

        var answer = await http.SendAsync(service, "GET", path, "", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Dest", "image"));

        Assert.True(answer.Status == (isTaken ? 200 : 403), $"{why}: {answer.Status} {answer.Body}");
        Assert.Equal(!isTaken, answer.Body.StartsWith("Pages from elsewhere", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nor_does_an_image_whose_address_is_signed()
    {
        const string Address = "/?Action=DeleteUser&Version=2010-05-08&UserName=u&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=test%2F20260101%2Fus-east-1%2Fiam%2Faws4_request";

        var answer = await RawHttp.SendAsync(emulator.Endpoint, $"GET {Address} HTTP/1.1\nHost: localhost\nSec-Fetch-Site: cross-site\nSec-Fetch-Dest: image");

        Assert.StartsWith("Pages from elsewhere", answer.Text, StringComparison.Ordinal);
    }
}
