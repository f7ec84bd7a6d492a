namespace TaskTracker.Emulation.Services.DynamoDb.Storage;

/// <summary>A walk over a range of keys, forwards or backwards. Like every reader it goes down from the root anew for each leaf and takes no lock.</summary>
internal struct TreeWalk<TValue>(BTree<TValue> tree, KeyRange range, bool isReverse)
    where TValue : class
{
    private TreeLeaf<TValue>? _leaf;
    private int _at;
    private bool _hasBegun;

    /// <summary>The next value; <c>null</c> at the end of the range.</summary>
    public TValue? Next()
    {
        if (!Move() || _leaf is null) return null;
        if (range.Holds(_leaf.KeyAt(_at), isReverse)) return _leaf.Value(_at);
        _leaf = null;
        return null;
    }

    private bool Move()
    {
        if (_leaf is null)
        {
            if (_hasBegun) return false;
            _hasBegun = true;
            _leaf = isReverse ? tree.SeekBefore(range.Before, out _at) : tree.Seek(range.From, isIncluded: true, out _at);
            return _leaf is not null;
        }

        _at += isReverse ? -1 : 1;
        if (_at >= 0 && _at < _leaf.Count) return true;
        _leaf = isReverse ? tree.SeekBefore(_leaf.KeyAt(0), out _at) : tree.Seek(_leaf.KeyAt(_leaf.Count - 1), isIncluded: false, out _at);
        return _leaf is not null;
    }
}
