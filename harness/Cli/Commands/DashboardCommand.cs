using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using TaskTracker.Deployment;

namespace TaskTracker.Cli.Commands;

/// <summary><c>tasktracker dashboard</c>: opens a dashboard in the browser, the template's own unless another is named.</summary>
internal static class DashboardCommand
{
    private const string OutputName = "DashboardName";

    public static Command Create(Output output)
    {
        var options = new DeploymentOptionSet();
        var name = new Argument<string?>("name") { Description = "Of the dashboard; the deployed stack's own unless another is named.", Arity = ArgumentArity.ZeroOrOne };
        var stays = new Option<bool>("--no-open") { Description = "Says where it is without opening a browser." };
        var command = new Command("dashboard", "Opens a dashboard with live charts in the browser.") { name, stays };
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => Failures.AskAsync(async () =>
        {
            var deployed = options.Find(parsed);
            var wanted = parsed.GetValue(name) ?? await OfStackAsync(deployed, cancellation).ConfigureAwait(false);
            var url = await FindAsync(deployed, wanted, cancellation).ConfigureAwait(false);
            if (options.IsJson(parsed)) output.Line(JsonSerializer.Serialize(new DashboardPlace(wanted, url.AbsoluteUri), DashboardJson.Default.DashboardPlace));
            else output.Line(url.AbsoluteUri);
            if (!parsed.GetValue(stays) && !options.IsJson(parsed) && !Browser.Open(url)) output.Remark("No browser could be opened: follow the address.");
            return ExitCode.Ok;
        }));
        return command;
    }

    /// <exception cref="Failure">There is no stack, or it has no dashboard.</exception>
    private static async Task<string> OfStackAsync(Deployed deployed, CancellationToken cancellation)
    {
        using var deployer = new Deployer(deployed.Target, deployed.Connection, _ => { }, TimeProvider.System);
        var stack = await deployer.FindStackAsync(deployed.Stack, cancellation).ConfigureAwait(false) ?? throw Deployed.NotDeployed(deployed.Target);
        return stack.Outputs.GetValueOrDefault(OutputName)
            ?? throw new Failure(ExitCode.CheckFailed, $"The stack {deployed.Stack} has no dashboard.", "Name one: 'tasktracker dashboard NAME'.");
    }

    /// <exception cref="Failure">There is no such dashboard, or nobody draws it.</exception>
    private static async Task<Uri> FindAsync(Deployed deployed, string name, CancellationToken cancellation)
    {
        var region = deployed.Connection.Region;
        if (!deployed.Target.Has(TargetTraits.HasDashboards)) throw new Failure(ExitCode.CheckFailed, $"The target {deployed.Target.Name} has no dashboards.", "Use one that has, such as 'tasktracker up'.");
        if (!deployed.Target.Has(TargetTraits.DrawsDashboards))
        {
            return new Uri($"https://{region}.console.aws.amazon.com/cloudwatch/home?region={region}#dashboards/dashboard/{Uri.EscapeDataString(name)}");
        }

        var url = new Uri($"{deployed.Connection.Address}/_tasktracker/dashboards/{Uri.EscapeDataString(name)}");
        using var http = new HttpClient();
        try
        {
            using var answer = await http.GetAsync(url, cancellation).ConfigureAwait(false);
            if (answer.IsSuccessStatusCode) return url;
            throw new Failure(ExitCode.CheckFailed, $"The dashboard '{name}' cannot be opened.", (await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false)).Trim());
        }
        catch (HttpRequestException)
        {
            throw new Failure(ExitCode.TargetUnreachable, $"Nobody answers at {deployed.Connection.Address}.", $"Run '{deployed.Target.StartedBy}'.");
        }
    }
}

internal sealed record DashboardPlace(string Name, string Url);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DashboardPlace))]
internal sealed partial class DashboardJson : JsonSerializerContext;
