using System.CommandLine;
using TaskTracker.Cli.Containers;
using TaskTracker.Cli.Loop;
using TaskTracker.Deployment;
using TaskTracker.Emulation;

namespace TaskTracker.Cli.Commands;

/// <summary><c>tasktracker up</c>: the whole product on this machine, until it is told to stop.</summary>
internal static class UpCommand
{
    private static readonly Target[] Startable = [.. Target.All.Where(t => !t.Has(TargetTraits.IsAlwaysThere))];

    public static Command Create(Output output)
    {
        var options = new EmulatorOptionSet();
        var names = string.Join(", ", Startable.Select(t => t.Name));
        var target = new Option<string>("--target") { Description = $"Where: {names}.", DefaultValueFactory = _ => Startable[0].Name };
        target.MustBe($"one of {names}, which can be started here", text => Startable.Any(t => t.Name == text));
        var image = new Option<string?>("--image") { Description = $"The container's image, for targets that run in one; {ContainerStart.DefaultImage} unless named." };
        var command = new Command("up", "Runs the whole product on this machine: AWS, the functions, the API, the table and the page.") { target, image };
        options.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var where = Startable.First(t => t.Name == parsed.GetRequiredValue(target));
            var isContainer = where.Has(TargetTraits.RunsInContainer);
            var strange = isContainer ? options.GivenIn(parsed) : parsed.GetValue(image) is null ? [] : ["--image"];
            if (strange is [var option, ..]) throw new Failure(ExitCode.Usage, $"{option} means nothing for the target '{where.Name}'.");
            return isContainer
                ? RunContainerAsync(where, parsed.GetValue(image) ?? ContainerStart.DefaultImage, output, cancellation)
                : RunEmulatorAsync(where, options.Read(parsed), options.DynamoDbOf(parsed), output, cancellation);
        });
        return command;
    }

    private static async Task<int> RunEmulatorAsync(Target target, EmulatorOptions given, string? dynamoDb, Output output, CancellationToken cancellation)
    {
        var workspace = Checkout.Here();
        using var sources = new SourceWatcher(workspace); // from here on, so that nothing is missed that is saved while the product starts
        var tables = await TableServer.StartAsync(dynamoDb, given, output, cancellation).ConfigureAwait(false);
        await using var __ = tables.ConfigureAwait(false);
        var options = tables.Options;
        var emulator = await RunningEmulator.StartAsync(options with { RequestServed = r => output.Remark(RequestLine.Of(r)) }, output, cancellation).ConfigureAwait(false);
        await using var _ = emulator.ConfigureAwait(false);
        var connection = target.Connect(emulator.Endpoint, options.Region);
        try
        {
            return await RunAsync(workspace, target, connection, DescribeAsync, FollowAsync, output, cancellation).ConfigureAwait(false);
        }
        finally
        {
            await tables.ClearAsync(target, connection, DeployChoices.Usual.Stack).ConfigureAwait(false);
        }

        async Task<IReadOnlyList<(string, string)>> DescribeAsync(DeploymentRecord record)
        {
            await tables.FindAsync(record.Table, cancellation).ConfigureAwait(false);
            return Facts(record, connection, options);
        }

        async Task FollowAsync(DeploymentRecord record)
        {
            var loop = new DevelopmentLoop(workspace, sources, target, connection, record, output);
            await using var looping = loop.ConfigureAwait(false);
            await loop.RunAsync(cancellation).ConfigureAwait(false);
        }
    }

    private static async Task<int> RunContainerAsync(Target target, string image, Output output, CancellationToken cancellation)
    {
        var workspace = Checkout.Here();
        var container = await output.DuringAsync(
            $"starting {target.Name}", activity => ContainerStart.StartAsync(image, activity.Done, cancellation)).ConfigureAwait(false);
        await using var _ = container.ConfigureAwait(false);
        var connection = target.Connect(container.Endpoint);
        return await RunAsync(
            workspace, target, connection, record => Task.FromResult<IReadOnlyList<(string, string)>>([.. Deployments.Facts(record), ("AWS endpoint", connection.Address), ("image", image)]),
            _ => RunningEmulator.UntilStoppedAsync(cancellation), output, cancellation).ConfigureAwait(false);
    }

    private static async Task<int> RunAsync(
        Workspace workspace, Target target, AwsConnection connection, Func<DeploymentRecord, Task<IReadOnlyList<(string, string)>>> describe,
        Func<DeploymentRecord, Task> untilStopped, Output output, CancellationToken cancellation)
    {
        var consent = new Consent(target, isGiven: false, output);
        var record = await Deployments.DeployAsync(workspace, target, connection, DeployChoices.Usual, consent, output, cancellation).ConfigureAwait(false);
        var facts = await describe(record).ConfigureAwait(false);
        output.Title("TaskTracker runs on this machine.");
        output.Facts(facts);
        output.Line($"ready {connection.Address}");
        await untilStopped(record).ConfigureAwait(false);

        // What was deployed ends with what held it.
        record.Forget(workspace.Record(target));
        return ExitCode.Ok;
    }

    private static IReadOnlyList<(string Name, string Value)> Facts(DeploymentRecord record, AwsConnection connection, EmulatorOptions options)
    {
        var bucket = new Uri(record.SiteUrl).Host.Split('.')[0];
        return
        [
            ("site", record.SiteUrl),
            ("  by path", $"{UrlForms.SiteByPath(connection, bucket)} (for a browser that does not know names under localhost)"),
            ("API", $"{record.ApiUrl}/tasks"),
            ("dashboard", $"{connection.Address}/_tasktracker/dashboards/{record.Table[..^"Tasks".Length]}TaskTracker"),
            ("code", $"native package {record.PackageSha256[..12]}; what you save in functions/ and frontend/ is served from then on"),
            .. RunningEmulator.Facts(options, connection.Endpoint, $"dynamodb scan --table-name {record.Table}"),
        ];
    }
}
