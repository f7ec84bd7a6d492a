namespace TaskTracker.Emulation.Services.DynamoDb.Storage;

/// <summary>Keys in byte order with their values; finding, putting, removing and stepping on cost O(log n).</summary>
/// <remarks>
/// One writer at a time, any number of readers beside it, and no lock among them. The keys of a node never change once others can see it: a writer copies
/// the leaf it changes and replaces it in its parent by one reference. A reader therefore sees each value whole, as it was before or after a write. A walk
/// over many keys is no snapshot: it sees all that was there before it began, and of what is written meanwhile some or nothing.
/// </remarks>
/// <param name="capacity">Entries of a node; small in tests, so that few keys make a deep tree.</param>
internal sealed class BTree<TValue>(int capacity = 64)
    where TValue : class
{
    private const int MaxHeight = 24;

    private readonly TreeBranch<TValue>[] _path = new TreeBranch<TValue>[MaxHeight];
    private readonly int[] _slots = new int[MaxHeight];
    private TreeNode<TValue> _root = new TreeLeaf<TValue>([], []);
    private long _count;

    public long Count => Volatile.Read(ref _count);

    public TValue? Find(ReadOnlySpan<byte> key)
    {
        var prefix = TreeKey.PrefixOf(key);
        var node = Volatile.Read(ref _root);
        while (node is TreeBranch<TValue> branch) node = branch.Child(branch.SlotAfter(prefix, key));
        var leaf = (TreeLeaf<TValue>)node;
        var at = leaf.Search(prefix, key);
        return at < 0 ? null : leaf.Value(at);
    }

    /// <returns>The value that was there.</returns>
    public TValue? Put(byte[] key, TValue value)
    {
        var leaf = Descend(key, out var height);
        var at = leaf.Search(TreeKey.PrefixOf(key), key);
        if (at >= 0) return leaf.Exchange(at, value);

        var larger = leaf.With(~at, new TreeKey(key), value);
        if (larger.Count <= capacity) Replace(height, larger);
        else SplitUp(height, larger.Slice(0, larger.Count / 2), larger.Slice(larger.Count / 2, larger.Count));
        Volatile.Write(ref _count, _count + 1);
        return null;
    }

    /// <returns>The value that was there.</returns>
    public TValue? Remove(ReadOnlySpan<byte> key)
    {
        var leaf = Descend(key, out var height);
        var at = leaf.Search(TreeKey.PrefixOf(key), key);
        if (at < 0) return null;

        var removed = leaf.Value(at);
        if (leaf.Count > 1 || height == 0) Replace(height, leaf.Without(at));
        else DropUp(height);
        Volatile.Write(ref _count, _count - 1);
        return removed;
    }

    /// <summary>Walks the values of a range of keys, from its beginning or from its end.</summary>
    public TreeWalk<TValue> Walk(KeyRange range, bool isReverse) => new(this, range, isReverse);

    private TreeLeaf<TValue> Descend(ReadOnlySpan<byte> key, out int height)
    {
        var prefix = TreeKey.PrefixOf(key);
        var node = _root;
        for (height = 0; node is TreeBranch<TValue> branch; height++)
        {
            _path[height] = branch;
            _slots[height] = branch.SlotAfter(prefix, key);
            node = branch.Child(_slots[height]);
        }

        return (TreeLeaf<TValue>)node;
    }

    private void Replace(int height, TreeNode<TValue> node)
    {
        if (height == 0) Volatile.Write(ref _root, node);
        else _path[height - 1].SetChild(_slots[height - 1], node);
    }

    private void SplitUp(int height, TreeNode<TValue> left, TreeNode<TValue> right)
    {
        var middle = ((TreeLeaf<TValue>)right).First;
        while (height > 0)
        {
            height--;
            var larger = _path[height].WithSplit(_slots[height], left, middle, right);
            if (larger.Count <= capacity)
            {
                Replace(height, larger);
                return;
            }

            (left, middle, right) = larger.Split();
        }

        Volatile.Write(ref _root, new TreeBranch<TValue>([middle], [left, right]));
    }

    private void DropUp(int height)
    {
        while (--height > 0 && _path[height].Count == 1)
        {
        }

        if (_path[height].Count == 1)
        {
            Volatile.Write(ref _root, new TreeLeaf<TValue>([], []));
            return;
        }

        var smaller = _path[height].Without(_slots[height]);
        Replace(height, height == 0 && smaller.Count == 1 ? smaller.Child(0) : smaller);
    }

    /// <summary>The first leaf with a key after the given one, or with that key, and where it is in the leaf; <c>null</c> at the end.</summary>
    /// <param name="key"><c>null</c> for the first of all.</param>
    /// <param name="isIncluded">Whether the key itself will do.</param>
    public TreeLeaf<TValue>? Seek(byte[]? key, bool isIncluded, out int at)
    {
        var prefix = TreeKey.PrefixOf(key);
        var node = Volatile.Read(ref _root);
        TreeNode<TValue>? next = null;
        while (node is TreeBranch<TValue> branch)
        {
            var slot = key is null ? 0 : branch.SlotAfter(prefix, key);
            if (slot + 1 < branch.Count) next = branch.Child(slot + 1);
            node = branch.Child(slot);
        }

        var leaf = (TreeLeaf<TValue>)node;
        at = key is null ? 0 : isIncluded ? leaf.SlotOf(prefix, key) : leaf.SlotAfter(prefix, key);
        if (at < leaf.Count) return leaf;
        while (next is TreeBranch<TValue> branch) next = branch.Child(0);
        at = 0;
        return next is TreeLeaf<TValue> { Count: > 0 } following ? following : null;
    }

    /// <summary>The last leaf with a key before the given one, and where it is in the leaf; <c>null</c> at the beginning.</summary>
    /// <param name="key"><c>null</c> for the last of all.</param>
    public TreeLeaf<TValue>? SeekBefore(byte[]? key, out int at)
    {
        var prefix = TreeKey.PrefixOf(key);
        var node = Volatile.Read(ref _root);
        TreeNode<TValue>? previous = null;
        while (node is TreeBranch<TValue> branch)
        {
            var slot = key is null ? branch.Count - 1 : branch.SlotAfter(prefix, key);
            if (slot > 0) previous = branch.Child(slot - 1);
            node = branch.Child(slot);
        }

        var leaf = (TreeLeaf<TValue>)node;
        at = (key is null ? leaf.Count : leaf.SlotOf(prefix, key)) - 1;
        if (at >= 0) return leaf;
        while (previous is TreeBranch<TValue> branch) previous = branch.Child(branch.Count - 1);
        if (previous is not TreeLeaf<TValue> { Count: > 0 } preceding) return null;
        at = preceding.Count - 1;
        return preceding;
    }
}
