namespace TaskTracker.Cli.Drift;

/// <param name="Value">What the target answered, ids and times masked.</param>
internal sealed record DriftSide(string Target, string ApiFlavour, string Value);

/// <param name="Reason">Why it may be; <c>null</c> for one that nobody has allowed.</param>
internal sealed record DriftDifference(string Request, string Aspect, DriftSide First, DriftSide Second, string? Reason);
