using System.Diagnostics;
using System.Net;
using TaskTracker.Deployment;

namespace TaskTracker.Cli.Tests;

/// <summary>The target that runs in a container, with the emulator's image in LocalStack's place; the checks build it where an engine runs.</summary>
public sealed class ContainerTests
{
    private const string ImageVariable = "TASKTRACKER_EMULATOR_IMAGE";
    private const string DynamoDbImage = "amazon/dynamodb-local:2.6.1";

    private static readonly HttpClient Http = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_product_runs_in_a_container_that_goes_with_Ctrl_C()
    {
        var image = Image();
        using var checkout = Folder.WholeCheckout();
        await using var up = CliProcess.Start(checkout.Path, "up", "--target", "localstack", "--image", image);
        await up.ReadyAsync();
        var record = DeploymentRecord.Read(Path.Combine(checkout.Path, ".tasktracker", "localstack.json"));

        using var task = new StringContent("{\"Title\":\"In a container\"}");
        using var created = await Http.PostAsync(new Uri($"{record?.ApiUrl}/tasks"), task, Cancellation);
        var result = await up.StopAsync("INT");

        Assert.Equal(("localstack", HttpStatusCode.Created), (record?.Target, created.StatusCode));
        Assert.Equal(0, result.ExitCode);
        Assert.False(checkout.Has(".tasktracker/localstack.json"));
        await NoneIsLeftAsync(image);
    }

    /// <summary>The stage at which it is killed: while the container starts, while it deploys, while the site is uploaded, when it is ready, and while it ends.</summary>
    [Theory]
    [InlineData("starting", "KILL")]
    [InlineData("starting", "INT")]
    [InlineData("deploying", "KILL")]
    [InlineData("deploying", "INT")]
    [InlineData("uploading", "KILL")]
    [InlineData("uploading", "INT")]
    [InlineData("ready", "KILL")]
    [InlineData("ready", "TERM")]
    [InlineData("ending", "KILL")]
    public async Task No_container_is_left_however_the_command_line_ends(string stage, string signal)
    {
        var image = Image();
        using var checkout = Folder.WholeCheckout();
        await using var up = CliProcess.Start(checkout.Path, "up", "--target", "localstack", "--image", image);

        await (stage switch
        {
            "starting" => up.RemarkAsync(line => line.StartsWith("starting ", StringComparison.Ordinal)),
            "deploying" => up.RemarkAsync(line => line.StartsWith("package ", StringComparison.Ordinal)),
            "uploading" => up.RemarkAsync(line => line.StartsWith("CREATE_COMPLETE    tasktracker ", StringComparison.Ordinal)),
            _ => up.LineAsync(line => line.StartsWith("ready ", StringComparison.Ordinal)),
        });
        if (stage == "ending") await up.SignalAsync("INT");
        await up.StopAsync(signal);

        await NoneIsLeftAsync(image);
    }

    /// <summary>The image's name is DynamoDB Local's own; where no registry can be reached, the checks make one of that name with <c>docker/local-dynamodb.sh</c>.</summary>
    [Theory]
    [InlineData("INT")]
    [InlineData("KILL")]
    public async Task The_table_can_be_in_a_container_of_DynamoDB_Local_which_goes_with_the_command_line(string signal)
    {
        _ = Image();
        Assert.SkipWhen((await DockerAsync("images", "--quiet", DynamoDbImage)).Length == 0, $"The engine has no {DynamoDbImage}: docker/local-dynamodb.sh makes one.");
        using var checkout = Folder.WholeCheckout();
        await using var up = CliProcess.Start(checkout.Path, "up", "--port", "0", "--dynamodb", "dynamodb-local");
        await up.ReadyAsync();
        var record = DeploymentRecord.Read(Path.Combine(checkout.Path, ".tasktracker", "embedded.json"));

        // With a description: the DynamoDB Local that stands in is of a time when no attribute could be empty.
        using var task = new StringContent("{\"Title\":\"In a container\",\"Description\":\"Its table too\"}");
        using var created = await Http.PostAsync(new Uri($"{record?.ApiUrl}/tasks"), task, Cancellation);
        var tasks = await Http.GetStringAsync(new Uri($"{record?.ApiUrl}/tasks"), Cancellation);
        await up.StopAsync(signal);

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Contains("In a container", tasks, StringComparison.Ordinal);
        await NoneIsLeftAsync(DynamoDbImage);
    }

    [Fact]
    public async Task An_image_that_is_nowhere_is_told_and_leaves_nothing()
    {
        _ = Image();
        using var checkout = Folder.Checkout();

        var result = await CliProcess.RunAsync(checkout.Path, "up", "--target", "localstack", "--image", "tasktracker/never-built:0.0.1");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("The container of tasktracker/never-built:0.0.1 did not start: ", result.Remarks, StringComparison.Ordinal);
        Assert.Contains("Nothing is left of it.", result.Remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_rejected_is_told_with_what_the_container_said()
    {
        var image = Image();
        using var checkout = Folder.Checkout();
        checkout.Write("Dockerfile", $"FROM {image}\nENTRYPOINT [\"/bin/sh\", \"-c\", \"echo 'License activation failed! The credentials are invalid' >&2; exit 55\"]\n");
        await DockerAsync("build", "--quiet", "--tag", "tasktracker/rejecting:0.0.1", checkout.Path);
        var environment = new Dictionary<string, string> { ["LOCALSTACK_AUTH_TOKEN"] = "ls-rejected" };

        var result = await CliProcess.RunAsync(checkout.Path, environment, "up", "--target", "localstack", "--image", "tasktracker/rejecting:0.0.1");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("ended because LocalStack did not accept the token.", result.Remarks, StringComparison.Ordinal);
        Assert.Contains("Set LOCALSTACK_AUTH_TOKEN to a valid one. Nothing is left of it.", result.Remarks, StringComparison.Ordinal);
        Assert.DoesNotContain("ls-rejected", result.Remarks, StringComparison.Ordinal);
        await NoneIsLeftAsync("tasktracker/rejecting:0.0.1");
    }

    private static string Image()
    {
        var image = Environment.GetEnvironmentVariable(ImageVariable) ?? "";
        Assert.SkipWhen(image.Length == 0, $"{ImageVariable} names no image of the emulator: the checks build one where a container engine runs.");
        return image;
    }

    /// <summary>Waits for the engine's own word that a container of the image was destroyed, or never was there.</summary>
    private static async Task NoneIsLeftAsync(string image)
    {
        var time = TimeProvider.System;
        var begun = time.GetTimestamp();
        while ((await DockerAsync("ps", "--all", "--quiet", "--filter", $"ancestor={image}")).Length > 0)
        {
            Assert.True(time.GetElapsedTime(begun) < TimeSpan.FromSeconds(60), "A container is left.");
            await Task.Delay(TimeSpan.FromMilliseconds(200), time, Cancellation);
        }
    }

    private static async Task<string> DockerAsync(params string[] arguments)
    {
        using var docker = Process.Start(new ProcessStartInfo("docker", arguments) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("docker was not started.");
        var output = await docker.StandardOutput.ReadToEndAsync(Cancellation);
        await docker.WaitForExitAsync(Cancellation);
        return output.Trim();
    }
}
