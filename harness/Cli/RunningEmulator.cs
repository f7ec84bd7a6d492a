using System.Net;
using TaskTracker.Emulation;
using TaskTracker.Emulation.Pipeline;

namespace TaskTracker.Cli;

/// <summary>The emulator as the commands that serve it in the foreground start, describe and end it.</summary>
internal static class RunningEmulator
{
    /// <exception cref="Failure">It cannot listen where it was told to.</exception>
    public static async Task<Emulator> StartAsync(EmulatorOptions options, Output output, CancellationToken cancellation)
    {
        try
        {
            return await Emulator.StartAsync(options, new RemarkLog(output), cancellation).ConfigureAwait(false);
        }
        catch (PortUnavailable problem)
        {
            var owner = PortOwner.Find(problem.Port);
            throw new Failure(
                ExitCode.Usage,
                owner is null ? problem.Message : $"Port {problem.Port} is in use by {owner}.",
                $"Choose another with --port {(problem.Port < 65535 ? problem.Port + 1 : 4566)}, or any free one with --port 0.");
        }
    }

    /// <summary>What a person needs to know to use it.</summary>
    /// <param name="example">An AWS CLI command that shows something.</param>
    public static IReadOnlyList<(string Name, string Value)> Facts(EmulatorOptions options, Uri endpoint, string example)
    {
        var address = endpoint.GetLeftPart(UriPartial.Authority);
        List<(string, string)> facts =
        [
            ("AWS endpoint", address),
            ("account", $"{options.Account}, region {options.Region}"),
            ("credentials", "AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test (the account's root)"),
            ("IAM", options.Iam == IamMode.Enforce
                ? "on: every signature is verified, and every call decided by the policies of caller, session and resource"
                : "off: any caller is accepted, whatever it signs with, and may do anything"),
            ("AWS CLI", $"aws --endpoint-url {address} --region {options.Region} {example}"),
            ("inbox", $"{address}/_tasktracker/inbox holds what topics were told, by alarms too"),
        ];
        if (options.DynamoDb is { } other) facts.Add(("tables", $"live at {other.GetLeftPart(UriPartial.Authority)}; functions call it themselves, and no policy decides there"));
        if (options.DataDirectory is { } data) facts.Add(("state", $"kept in {Path.GetFullPath(data)}"));
        if (options.Host != "localhost" && !IPAddress.IsLoopback(IPAddress.Parse(options.Host)))
        {
            facts.Add(("note", $"listens on {options.Host}: other machines may reach it"));
        }

        return facts;
    }

    public static async Task UntilStoppedAsync(CancellationToken cancellation) =>
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
