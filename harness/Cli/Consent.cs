using TaskTracker.Deployment;

namespace TaskTracker.Cli;

/// <summary>Somebody's agreement, where a change costs money or cannot be undone.</summary>
internal sealed class Consent
{
    private readonly bool _isGiven;
    private readonly Output _output;

    /// <param name="isGiven">By <c>--yes</c>.</param>
    /// <exception cref="Failure">It is due, was not given, and there is nobody to ask.</exception>
    public Consent(Target target, bool isGiven, Output output)
    {
        (_isGiven, _output) = (isGiven, output);
        IsDue = target.Has(TargetTraits.CostsMoney);
        if (IsDue && !isGiven && !output.CanAsk)
        {
            throw new Failure(ExitCode.Usage, $"Target '{target.Name}' asks before it changes anything, and there is no terminal to ask at.", "Add --yes to agree beforehand.");
        }
    }

    /// <summary>Whether this target's changes are shown and agreed on.</summary>
    public bool IsDue { get; }

    public async Task<bool> IsGivenAsync(string question, CancellationToken cancellation) =>
        !IsDue || _isGiven || await _output.AskAsync(question, cancellation).ConfigureAwait(false);

    public static Failure Refused(string consequence) => new(ExitCode.CheckFailed, consequence);
}
