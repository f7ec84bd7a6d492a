namespace TaskTracker.Emulation.Services.CloudFormation.Templates;

/// <summary>A value of a template before it is known: literals and intrinsic functions.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html</remarks>
internal abstract record Expression(Position At)
{
    public sealed record Literal(Value Value, Position At) : Expression(At);

    public sealed record ListOf(IReadOnlyList<Expression> Items, Position At) : Expression(At);

    public sealed record MapOf(IReadOnlyList<Member> Members, Position At) : Expression(At);

    /// <summary>A parameter, a pseudo parameter, or the physical id of a resource.</summary>
    public sealed record Ref(string Name, Position At) : Expression(At);

    public sealed record GetAtt(string Resource, Expression Attribute, Position At) : Expression(At);

    /// <summary>Literal texts and variables, joined in their order.</summary>
    public sealed record Sub(IReadOnlyList<Expression> Parts, Position At) : Expression(At);

    public sealed record Join(Expression Delimiter, Expression Items, Position At) : Expression(At);

    public sealed record Split(Expression Delimiter, Expression Source, Position At) : Expression(At);

    public sealed record Select(Expression Index, Expression Items, Position At) : Expression(At);

    public sealed record FindInMap(Expression Map, Expression TopKey, Expression SecondKey, Position At) : Expression(At);

    public sealed record ImportValue(Expression Name, Position At) : Expression(At);

    public sealed record Base64(Expression Source, Position At) : Expression(At);

    /// <summary>The availability zones of a region.</summary>
    public sealed record GetAZs(Expression Region, Position At) : Expression(At);

    /// <summary>Address blocks within another; without <paramref name="Bits"/> each is of 8 bits.</summary>
    public sealed record Cidr(Expression Block, Expression Count, Expression? Bits, Position At) : Expression(At);

    public sealed record If(string Condition, Expression Then, Expression Else, Position At) : Expression(At);

    public sealed record ConditionNamed(string Name, Position At) : Expression(At);

    public sealed record AreEqual(Expression Left, Expression Right, Position At) : Expression(At);

    public sealed record And(IReadOnlyList<Expression> Operands, Position At) : Expression(At);

    public sealed record Or(IReadOnlyList<Expression> Operands, Position At) : Expression(At);

    public sealed record Not(Expression Operand, Position At) : Expression(At);

    /// <summary>What it is made of, one level down.</summary>
    public IEnumerable<Expression> Children => this switch
    {
        Literal or Ref or ConditionNamed => [],
        ListOf list => list.Items,
        MapOf map => map.Members.Select(m => m.Value),
        GetAtt get => [get.Attribute],
        Sub sub => sub.Parts,
        Join join => [join.Delimiter, join.Items],
        Split split => [split.Delimiter, split.Source],
        Select select => [select.Index, select.Items],
        FindInMap find => [find.Map, find.TopKey, find.SecondKey],
        ImportValue import => [import.Name],
        Base64 base64 => [base64.Source],
        GetAZs zones => [zones.Region],
        Cidr cidr => cidr.Bits is null ? [cidr.Block, cidr.Count] : [cidr.Block, cidr.Count, cidr.Bits],
        If choice => [choice.Then, choice.Else],
        AreEqual equal => [equal.Left, equal.Right],
        And and => and.Operands,
        Or or => or.Operands,
        Not not => [not.Operand],
        _ => throw new ArgumentOutOfRangeException(nameof(At), this, null),
    };

    public IEnumerable<Expression> WithDescendants()
    {
        yield return this;
        foreach (var child in Children)
        {
            foreach (var descendant in child.WithDescendants()) yield return descendant;
        }
    }
}

internal sealed record Member(string Key, Position KeyAt, Expression Value);
