using System.Text;

namespace TaskTracker.Emulation.Journal;

/// <summary>How the changes of one state are kept as rows, and how rows become changes again.</summary>
/// <param name="name">The space of its rows, such as <c>iam</c>; never given to another state.</param>
internal abstract class StateRows<TChange>(string name)
    where TChange : class
{
    public string Name { get; } = name;

    /// <summary>Called under the commit point's gate, before the change is applied.</summary>
    public abstract void Write(TChange change, RowBatch rows);

    /// <summary>Rows come in the order of their keys. <c>null</c>: nothing follows from this row by itself.</summary>
    /// <exception cref="InvalidDataException">No such row is ever written.</exception>
    public abstract TChange? Read(byte[] key, ReadOnlySpan<byte> value);

    protected static string TextOf(byte[] key) => Encoding.UTF8.GetString(key);

    protected static InvalidDataException Unknown(byte[] key) => new($"There is no row like '{Encoding.UTF8.GetString(key)}'.");
}
