using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TaskTracker.Cli.Tests;

/// <summary>What keeps a container from being started is told before anything is, each in one message.</summary>
public sealed class ContainerRefusalTests
{
    /// <summary>Why, image, token, what the message says.</summary>
    [Theory]
    [InlineData("the newest", "localstack/localstack:latest", "LocalStack asks for a token in every version after 4.14.")]
    [InlineData("no tag is the newest", "localstack/localstack", "starts only with an account")]
    [InlineData("a version that wants one", "localstack/localstack:2026.3.0", "--image localstack/localstack:4.14.0")]
    [InlineData("the edition that is paid for", "localstack/localstack-pro:latest", "Set LOCALSTACK_AUTH_TOKEN to a token of yours")]
    [InlineData("names that move with the newest", "localstack/localstack:stable", "Nothing was started.")]
    public async Task An_image_that_wants_a_token_is_told_with_the_choice(string why, string image, string message)
    {
        var result = await UpAsync(new() { ["LOCALSTACK_AUTH_TOKEN"] = "" }, image);

        Assert.Equal((why, 3), (why, result.ExitCode));
        Assert.Contains(message, result.Remarks, StringComparison.Ordinal);
    }

    /// <summary>Why, image, token.</summary>
    [Theory]
    [InlineData("the last one without", "localstack/localstack:4.14.0", "")]
    [InlineData("the community's archive", "localstack/localstack:community-archive", "")]
    [InlineData("with a token all are allowed", "localstack/localstack:latest", "ls-token")]
    [InlineData("another's image that behaves like it", "tasktracker/emulator:0.1.0", "")]
    public async Task An_image_that_needs_no_token_gets_as_far_as_the_engine(string why, string image, string token)
    {
        var result = await UpAsync(new() { ["LOCALSTACK_AUTH_TOKEN"] = token, ["DOCKER_HOST"] = "unix:///nowhere/docker.sock" }, image);

        Assert.Equal((why, 3), (why, result.ExitCode));
        Assert.Contains("No container engine answers: ", result.Remarks, StringComparison.Ordinal);
        Assert.Contains("Start Docker, or set DOCKER_HOST to where it is.", result.Remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_is_too_old_is_told_with_what_is_needed()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answered = AnswerAsync(listener, """{"Version":"17.03.2-ce","ApiVersion":"1.27"}""");

        var result = await UpAsync(new() { ["DOCKER_HOST"] = $"tcp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}" }, "localstack/localstack:4.14.0");
        await answered;

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("The container engine 17.03.2-ce is too old: it has API 1.27, and 1.41 is needed.", result.Remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_container_and_without_an_endpoint_there_is_nothing_to_deploy_to()
    {
        using var checkout = Folder.Checkout();

        var result = await CliProcess.RunAsync(checkout.Path, "deploy", "--target", "localstack");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("Run 'tasktracker up --target localstack', or name what runs already with --endpoint URL.", result.Remarks, StringComparison.Ordinal);
    }

    private static async Task<CliResult> UpAsync(Dictionary<string, string> environment, string image)
    {
        using var checkout = Folder.Checkout();
        return await CliProcess.RunAsync(checkout.Path, environment, "up", "--target", "localstack", "--image", image);
    }

    private static async Task AnswerAsync(TcpListener listener, string body)
    {
        using var connection = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await using var stream = connection.GetStream();
        var request = new byte[4096];
        _ = await stream.ReadAsync(request, TestContext.Current.CancellationToken);
        var answer = $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), TestContext.Current.CancellationToken);
    }
}
