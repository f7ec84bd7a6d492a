namespace TaskTracker.Cli;

/// <summary>What scripts branch on. 5 and, for load runs, 4 and 130 come from a run's verdict.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int CheckFailed = 1;
    public const int Usage = 2;
    public const int TargetUnreachable = 3;

    /// <summary>Slower than the budget, or than the run that it was compared with.</summary>
    public const int BudgetFailed = 4;

    public const int DeploymentFailed = 6;
    public const int Interrupted = 130;
}
