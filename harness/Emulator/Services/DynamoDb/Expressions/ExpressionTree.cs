using System.Collections.Immutable;

namespace TaskTracker.Emulation.Services.DynamoDb.Expressions;

/// <summary>A step of a document path as it is written: a name, a <c>#placeholder</c> of one, or an index.</summary>
/// <param name="Name">With its <c>#</c> where it is a placeholder; <c>null</c> for an index.</param>
internal readonly record struct PathStep(string? Name, int Index)
{
    public bool IsPlaceholder => Name?[0] == '#';
}

/// <summary>Something with a value. Paths and <c>:values</c> are numbers into lists, so that one tree serves many requests.</summary>
internal abstract record Operand
{
    internal sealed record Path(int Slot) : Operand;

    internal sealed record Value(int Slot) : Operand;

    internal sealed record Function(string Name, ImmutableArray<Operand> Arguments) : Operand;

    /// <summary><c>left + right</c> or <c>left - right</c>.</summary>
    internal sealed record Arithmetic(Operand Left, Operand Right, bool Subtracts) : Operand
    {
        public string Operator => Subtracts ? "-" : "+";
    }
}

internal enum Comparator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

internal abstract record Condition
{
    internal sealed record Or(Condition Left, Condition Right) : Condition;

    internal sealed record And(Condition Left, Condition Right) : Condition;

    internal sealed record Not(Condition Inner) : Condition;

    internal sealed record Comparison(Comparator Comparator, Operand Left, Operand Right) : Condition;

    internal sealed record Between(Operand Operand, Operand Low, Operand High) : Condition;

    internal sealed record In(Operand Operand, ImmutableArray<Operand> Candidates) : Condition;

    internal sealed record Test(Operand.Function Function) : Condition;
}

/// <summary>One change that an update expression makes.</summary>
/// <param name="Path">Slot of the path it is made at.</param>
internal abstract record UpdateAction(int Path)
{
    internal sealed record Set(int Path, Operand Value) : UpdateAction(Path);

    internal sealed record Remove(int Path) : UpdateAction(Path);

    internal sealed record Add(int Path, int Value) : UpdateAction(Path);

    internal sealed record Delete(int Path, int Value) : UpdateAction(Path);
}

/// <summary>An expression read, independent of the names and values that a request gives it.</summary>
/// <param name="Tree">What it says.</param>
/// <param name="Paths">Its document paths, in the order in which they are written.</param>
/// <param name="Values">Its <c>:values</c>, each once.</param>
internal sealed record Parsed<TTree>(TTree Tree, ImmutableArray<ImmutableArray<PathStep>> Paths, ImmutableArray<string> Values)
{
    /// <summary>How many there are of what <see cref="OperatorLimits"/> counts; none in the older members, which have no such limit.</summary>
    public int Operators { get; init; }
}
