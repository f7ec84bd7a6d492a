namespace TaskTracker.Emulation.Services.DynamoDb.Expressions;

/// <summary>
/// How many operators an expression may have, and how many values <c>IN</c>. Comparisons, <c>AND</c>, <c>OR</c>, <c>NOT</c>, <c>BETWEEN</c>, <c>IN</c>, <c>+</c>,
/// <c>-</c> and functions count, each as one; the <c>=</c> of <c>SET</c> does not. AWS stops to count at the first that is too many.
/// </summary>
/// <remarks>
/// Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-expression-parameters; the words are AWS's in
/// https://github.com/aws/aws-sdk-js/issues/3721 and https://github.com/reapit/foundations/issues/8255; what counts, and what is told first, was seen with DynamoDB Local.
/// </remarks>
internal static class OperatorLimits
{
    private const int MaxOperators = 300;
    private const int MaxCandidates = 100;

    public static ExpressionRefused TooMany() => new("The expression contains too many operators; operator count: 301");

    /// <exception cref="ExpressionRefused">It has too many.</exception>
    public static void Check<TTree>(Parsed<TTree> parsed)
    {
        if (parsed.Operators > MaxOperators) throw TooMany();
    }

    /// <exception cref="ExpressionRefused">There are too many.</exception>
    public static void CheckCandidates(int count)
    {
        if (count > MaxCandidates) throw new ExpressionRefused($"The IN operator is provided with too many operands; number of operands: {count}");
    }
}
