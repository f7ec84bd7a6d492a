namespace TaskTracker.Emulation.Services.DynamoDb.Expressions;

/// <summary>An expression with the names and values of a request: ready to be evaluated, which cannot fail for anything that it says.</summary>
internal sealed class Bound<TTree>(Parsed<TTree> parsed, Placeholders given)
{
    private readonly AttributePath?[] _paths = new AttributePath?[parsed.Paths.Length];
    private readonly ReadOnlyMemory<byte>[] _values = new ReadOnlyMemory<byte>[parsed.Values.Length];

    public TTree Tree => parsed.Tree;

    /// <summary>What an update says of an attribute that has not the type it needs.</summary>
    public string WrongType { get; init; } = "An operand in the update expression has an incorrect data type";

    public int PathCount => _paths.Length;

    public int ValueCount => _values.Length;

    /// <exception cref="ExpressionRefused">A name in it is not given.</exception>
    public AttributePath Path(int slot) => _paths[slot] ??= new AttributePath(parsed.Paths[slot], given.Name);

    /// <exception cref="ExpressionRefused">It is not given.</exception>
    public ReadOnlyMemory<byte> Value(int slot)
    {
        if (_values[slot].IsEmpty) _values[slot] = given.Value(parsed.Values[slot]);
        return _values[slot];
    }

    /// <summary>Whether a path begins with an attribute.</summary>
    public bool Names(ReadOnlySpan<byte> escapedName)
    {
        for (var slot = 0; slot < _paths.Length; slot++)
        {
            if (Path(slot).EscapedHead.SequenceEqual(escapedName)) return true;
        }

        return false;
    }

    public AttributePath[] AllPaths()
    {
        var paths = new AttributePath[_paths.Length];
        for (var i = 0; i < paths.Length; i++) paths[i] = Path(i);
        return paths;
    }
}
