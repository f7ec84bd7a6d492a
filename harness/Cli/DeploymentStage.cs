namespace TaskTracker.Cli;

/// <summary>How far a deployment has come, in its order.</summary>
internal enum DeploymentStage
{
    Package,
    Plan,
    Stack,
    Site,
}
