namespace TaskTracker.Emulation.Journal;

/// <summary>A change could not be written to the data directory: it has not happened, and nobody has seen it.</summary>
internal sealed class NotDurable(string message) : Exception(message);

/// <summary>A data directory that cannot be used, and why.</summary>
public sealed class DataDirectoryRefused : Exception
{
    public DataDirectoryRefused(string message)
        : base(message)
    {
    }

    public DataDirectoryRefused(string message, Exception cause)
        : base(message, cause)
    {
    }
}
