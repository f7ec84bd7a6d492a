namespace TaskTracker.Cli;

/// <summary>Something that takes a while: what has been done so far, and what is being done.</summary>
/// <param name="Done">Stays to be read.</param>
/// <param name="Passed">Stays where there are only lines; gives way to the next on a terminal.</param>
/// <param name="Doing">Seen on a terminal only, and gives way to the next.</param>
internal sealed record Activity(Action<string> Done, Action<string> Passed, Action<string> Doing);
