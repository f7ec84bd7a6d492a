using System.CommandLine;
using TaskTracker.Deployment;

namespace TaskTracker.Cli.Commands;

/// <summary><c>tasktracker verify</c>: the gate. Everything that has to hold before a change is merged, in one table.</summary>
internal static class VerifyCommand
{
    public static Command Create(Output output)
    {
        var options = new DeploymentOptionSet();
        var command = new Command("verify", "The gate: packages, deploys, and checks contract, permissions and latency; one table, one exit code.");
        var yes = new Option<bool>("--yes", "-y") { Description = "Agrees to the deployment beforehand, where it costs money." };
        options.AddTo(command);
        command.Add(yes);
        command.SetAction((parsed, cancellation) =>
        {
            var target = options.TargetOf(parsed);
            if (target.Has(TargetTraits.CostsMoney) && !parsed.GetValue(yes))
            {
                throw new Failure(ExitCode.Usage, $"verify deploys to {target.Name} and loads what it has deployed, without asking.", "Add --yes to agree beforehand.");
            }

            var ownsTarget = target == Target.Embedded && options.EndpointOf(parsed) is null;
            return RunAsync(new Gate(Checkout.Here(), target, ownsTarget, () => options.Connect(parsed), TimeProvider.System), options.IsJson(parsed), output, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(Gate gate, bool json, Output output, CancellationToken cancellation)
    {
        await using var _ = gate.ConfigureAwait(false);
        var result = await output.DuringAsync("verifying", activity => gate.RunAsync(activity, cancellation)).ConfigureAwait(false);
        GateReport.Write(gate.Reports, result);
        if (json) output.Line(GateReport.Json(result));
        else GateReport.Show(result, gate.Reports, output);
        return result.ExitCode;
    }
}
