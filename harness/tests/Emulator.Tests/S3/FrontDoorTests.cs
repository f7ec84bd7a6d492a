using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace TaskTracker.Emulation.Tests.S3;

public sealed class FrontDoorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_browser_at_the_bare_address_is_led_to_the_website_that_was_made_first()
    {
        await using var emulator = await Emulator.StartAsync(new EmulatorOptions(Port: 0) { Iam = IamMode.Off }, cancellation: Cancellation);
        var before = await OpenAsync(emulator, "text/html");
        await MakeWebsiteAsync(emulator, "some-site");

        var alone = await OpenAsync(emulator, "text/html,application/xhtml+xml");
        var program = await OpenAsync(emulator, "*/*");
        await MakeWebsiteAsync(emulator, "another-site");
        var besideAnother = await OpenAsync(emulator, "text/html");

        var led = (HttpStatusCode.TemporaryRedirect, $"http://some-site.s3-website.localhost:{emulator.Endpoint.Port}/");
        Assert.Equal([led, led], [alone, besideAnother]);
        Assert.All([before, program], answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
    }

    private static async Task MakeWebsiteAsync(Emulator emulator, string bucket)
    {
        using var s3 = new AmazonS3Client(
            new BasicAWSCredentials("test", "test"), new AmazonS3Config { ServiceURL = emulator.Endpoint.ToString(), ForcePathStyle = true, AuthenticationRegion = "us-east-1" });
        await s3.PutBucketAsync(bucket, Cancellation);
        await s3.PutBucketWebsiteAsync(new PutBucketWebsiteRequest { BucketName = bucket, WebsiteConfiguration = new() { IndexDocumentSuffix = "index.html" } }, Cancellation);
    }

    private static async Task<(HttpStatusCode Status, string? Location)> OpenAsync(Emulator emulator, string accept)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://localhost:{emulator.Endpoint.Port}/");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var answer = await http.SendAsync(request, Cancellation);
        return (answer.StatusCode, answer.Headers.Location?.ToString());
    }
}
