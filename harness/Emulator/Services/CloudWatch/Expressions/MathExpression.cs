namespace TaskTracker.Emulation.Services.CloudWatch.Expressions;

/// <summary>An expression of metric math.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html</remarks>
internal abstract record MathExpression
{
    public sealed record Number(double Value) : MathExpression;

    public sealed record Text(string Value) : MathExpression;

    /// <summary>The id of a query, or a word that a function knows.</summary>
    public sealed record Name(string Id) : MathExpression;

    public sealed record List(IReadOnlyList<MathExpression> Items) : MathExpression;

    public sealed record Negated(MathExpression Of) : MathExpression;

    public sealed record Joined(string Operator, MathExpression Left, MathExpression Right) : MathExpression;

    public sealed record Call(string Function, IReadOnlyList<MathExpression> Arguments) : MathExpression;

    /// <summary>The queries that it refers to by their ids.</summary>
    public IEnumerable<string> Ids() => this switch
    {
        Name name when !MathFunctions.Words.Contains(name.Id) => [name.Id],
        List list => list.Items.SelectMany(i => i.Ids()),
        Negated negated => negated.Of.Ids(),
        Joined joined => joined.Left.Ids().Concat(joined.Right.Ids()),
        Call call => call.Arguments.SelectMany(a => a.Ids()),
        _ => [],
    };
}
