using CsCheck;
using TaskTracker.Emulation.Services.DynamoDb.Storage;

namespace TaskTracker.Emulation.Tests.DynamoDb.Storage;

public sealed class BTreeTests
{
    /// <summary>Short keys of few letters, so that they are often the same, often prefixes of each other, and longer than a key's prefix too.</summary>
    private static readonly Gen<byte[]> AnyKey = Gen.Byte[0, 3].Array[0, 12];

    private static readonly Gen<(int Kind, byte[] Key)[]> AnySteps = Gen.Select(Gen.Int[0, 5], AnyKey, (kind, key) => (kind, key)).Array[0, 400];

    [Fact]
    public void It_does_what_a_sorted_dictionary_does()
    {
        Gen.Select(AnySteps, Gen.Int[2, 8]).Sample((steps, capacity) =>
        {
            var tree = new BTree<string>(capacity);
            var model = new SortedDictionary<byte[], string>(Comparer<byte[]>.Create((x, y) => x.AsSpan().SequenceCompareTo(y)));
            foreach (var (kind, key) in steps) Step(tree, model, kind, key);

            Assert.Equal(model.Values, All(tree, after: null));
            Assert.Equal(model.Count, tree.Count);
        });
    }

    [Fact]
    public void Thousands_of_keys_come_and_go_in_any_order()
    {
        Gen.Select(Gen.Int[0, 5000].Array[3000], Gen.Int[0, 5000].Array[3000]).Sample(
            (added, removed) =>
            {
                var tree = new BTree<string>();
                foreach (var n in added) tree.Put(KeyOf(n), $"{n}");
                foreach (var n in removed) tree.Remove(KeyOf(n));

                Assert.Equal(added.Except(removed).Order().Select(n => $"{n}"), All(tree, after: null));
            },
            iter: 20);
    }

    [Fact]
    public async Task A_walk_beside_a_writer_sees_every_value_whole_and_in_order()
    {
        var tree = new BTree<string>(capacity: 4);
        for (var n = 0; n < 1000; n += 2) tree.Put(KeyOf(n), $"{n}:0");
        using var stop = new CancellationTokenSource();
        var writer = Task.Run(() =>
        {
            for (var round = 1; !stop.IsCancellationRequested; round++)
            {
                for (var n = 0; n < 1000; n += 2) tree.Put(KeyOf(n), $"{n}:{round}");
                for (var n = 1; n < 1000; n += 2) tree.Put(KeyOf(n), $"{n}:{round}");
                for (var n = 1; n < 1000; n += 2) tree.Remove(KeyOf(n));
            }
        }, TestContext.Current.CancellationToken);

        var walks = Enumerable.Range(0, 300).Select(_ => All(tree, after: null).Select(v => int.Parse(v.Split(':')[0], null)).ToList()).ToList();
        await stop.CancelAsync();
        await writer;

        Assert.All(walks, walk => Assert.Equal(walk.Distinct().Order(), walk));
        Assert.All(walks, walk => Assert.Equal(500, walk.Count(n => n % 2 == 0)));
    }

    private static void Step(BTree<string> tree, SortedDictionary<byte[], string> model, int kind, byte[] key)
    {
        var value = Convert.ToHexString(key);
        switch (kind)
        {
            case 0 or 1:
                Assert.Equal(model.GetValueOrDefault(key), tree.Put(key, value));
                model[key] = value;
                break;
            case 2:
                Assert.Equal(model.GetValueOrDefault(key), tree.Remove(key));
                model.Remove(key);
                break;
            case 3:
                Assert.Equal(model.GetValueOrDefault(key), tree.Find(key));
                break;
            case 4:
                Assert.Equal(model.Where(e => e.Key.AsSpan().SequenceCompareTo(key) < 0).Reverse().Select(e => e.Value), All(tree, new KeyRange(null, key), isReverse: true));
                Assert.Equal(model.Where(e => e.Key.AsSpan().SequenceCompareTo(key) >= 0).Select(e => e.Value), All(tree, new KeyRange(key, null), isReverse: false));
                break;
            default:
                Assert.Equal(model.Where(e => e.Key.AsSpan().SequenceCompareTo(key) > 0).Select(e => e.Value), All(tree, key));
                break;
        }
    }

    private static List<string> All(BTree<string> tree, byte[]? after) =>
        All(tree, after is null ? default : default(KeyRange).After(after, isReverse: false), isReverse: false);

    private static List<string> All(BTree<string> tree, KeyRange range, bool isReverse)
    {
        var values = new List<string>();
        var walk = tree.Walk(range, isReverse);
        while (walk.Next() is { } value) values.Add(value);
        return values;
    }

    private static byte[] KeyOf(int n) => [0, 0, 0, 0, 0, 0, 0, 0, (byte)(n >> 8), (byte)n];
}
