using System.Buffers;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Values;

namespace TaskTracker.Emulation.Services.DynamoDb.Expressions;

/// <summary>The parts of an item that some paths lead to, as a tree: what is taken whole has no branches.</summary>
internal sealed class Projection
{
    public static readonly Projection Nothing = new();

    private readonly List<(AttributePath.Step Step, Projection Inner)> _branches = [];

    private Projection()
    {
    }

    public static Projection Of(ReadOnlySpan<AttributePath> paths)
    {
        var root = new Projection();
        foreach (var path in paths)
        {
            var node = root;
            foreach (var step in path.Steps) node = node.Branch(step);
        }

        return root;
    }

    /// <summary>The attributes that the paths begin with.</summary>
    public IEnumerable<string> Heads => _branches.Select(b => b.Step.Name ?? "");

    /// <summary>Whether a path leads into an attribute rather than to it.</summary>
    public bool LeadsInto(ReadOnlySpan<byte> escapedName)
    {
        foreach (var (step, inner) in _branches)
        {
            if (inner._branches.Count > 0 && escapedName.SequenceEqual(step.EscapedName)) return true;
        }

        return false;
    }

    /// <summary>Writes the attributes that are taken, as an object; elements of lists close up.</summary>
    /// <returns>False when there are none: what was written then is <c>{}</c>.</returns>
    public bool Write(ReadOnlySpan<byte> attributes, PooledBuffer output)
    {
        output.Write("{"u8);
        var start = output.Length;
        var entries = new AttributeEnumerator(attributes);
        while (entries.MoveNext())
        {
            if (Find(entries.Name) is not { } inner) continue;
            var at = output.Length;
            if (at > start) output.Write(","u8);
            output.Write(entries.Entry[..^entries.Value.Length]);
            if (!inner.WriteValue(entries.Value, output)) output.Truncate(at);
        }

        output.Write("}"u8);
        return output.Length > start + 1;
    }

    private bool WriteValue(ReadOnlySpan<byte> value, PooledBuffer output)
    {
        if (_branches.Count == 0)
        {
            output.Write(value);
            return true;
        }

        var type = ItemJson.TypeOf(value);
        if (type is not (AttributeType.M or AttributeType.L)) return false;
        output.Write(type.Opening());
        var isWritten = type == AttributeType.M ? Write(ItemJson.Content(value), output) : WriteElements(ItemJson.Content(value), output);
        output.Write("}"u8);
        return isWritten;
    }

    private bool WriteElements(ReadOnlySpan<byte> list, PooledBuffer output)
    {
        output.Write("["u8);
        var start = output.Length;
        var elements = new ElementEnumerator(list);
        for (var index = 0; elements.MoveNext(); index++)
        {
            if (Find(index) is not { } inner) continue;
            var at = output.Length;
            if (at > start) output.Write(","u8);
            if (!inner.WriteValue(elements.Current, output)) output.Truncate(at);
        }

        output.Write("]"u8);
        return output.Length > start + 1;
    }

    private Projection Branch(AttributePath.Step step)
    {
        var found = step.EscapedName is { } name ? Find(name) : Find(step.Index);
        if (found is not null) return found;
        var inner = new Projection();
        _branches.Add((step, inner));
        return inner;
    }

    private Projection? Find(ReadOnlySpan<byte> escapedName)
    {
        foreach (var (step, inner) in _branches)
        {
            if (step.EscapedName is { } name && escapedName.SequenceEqual(name)) return inner;
        }

        return null;
    }

    private Projection? Find(int index)
    {
        foreach (var (step, inner) in _branches)
        {
            if (step.Name is null && step.Index == index) return inner;
        }

        return null;
    }
}
