namespace TaskTracker.Emulation;

/// <summary>A request to a deployed API that has been answered.</summary>
/// <param name="Id">Under which <c>/_tasktracker/requests/</c> knows more of it.</param>
/// <param name="IsCold">An execution environment was started for it.</param>
public sealed record ServedRequest(string Id, string Method, string Path, int Status, TimeSpan Duration, bool IsCold);
