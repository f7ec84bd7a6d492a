namespace TaskTracker.Emulation.Tests.DynamoDb.Expressions;

/// <summary>In the words of DynamoDB Local 1.13, from which AWS differs only where a source says so.</summary>
public sealed class RefusedExpressionTests
{
    private const string TooManyParentheses = "The expression has redundant parentheses;";

    public static TheoryData<string, string, string> Cases => new()
    {
        { "condition", "foo", "Syntax error; token: \"<EOF>\", near: \"foo\"" },
        { "condition", "s = :abc AND   ", "Syntax error; token: \"<EOF>\", near: \"AND   \"" },
        { "condition", "s = :abc = :abc", "Syntax error; token: \"=\", near: \":abc = :abc\"" },
        { "condition", "s ! :abc", "Syntax error; token: \"!\", near: \"s ! :abc\"" },
        { "condition", "s = 'x'", "Syntax error; token: \"'x'\", near: \"= 'x'\"" },
        { "condition", "a = 007", "Syntax error; token: \"0\", near: \"= 00\"" },
        { "condition", "l[01] = :a", "Syntax error; token: \"1\", near: \"01]\"" },
        { "condition", "_s = :abc", "Syntax error; token: \"_\", near: \"_s\"" },
        { "condition", "s.and = :abc", "Syntax error; token: \"and\", near: \".and =\"" },
        { "condition", "l[99999999999] = :a", "List index is not within the allowable range; index: [99999999999]" },
        { "condition", "((s = :abc))", TooManyParentheses },
        { "condition", "((s)) = :abc", TooManyParentheses },
        { "condition", "nope(s)", "Invalid function name; function: nope" },
        { "condition", "ATTRIBUTE_EXISTS(s)", "Invalid function name; function: ATTRIBUTE_EXISTS" },
        { "condition", "if_not_exists(s, :abc) = :abc", "The function is not allowed in a condition expression; function: if_not_exists" },
        { "condition", "size(s)", "The function is not allowed to be used this way in an expression; function: size" },
        { "condition", "attribute_exists(s) = :true", "The function is not allowed to be used this way in an expression; function: attribute_exists" },
        { "condition", "name = :abc", "Attribute name is a reserved keyword; reserved keyword: name" },
        { "condition", "s.Abort = :abc", "Attribute name is a reserved keyword; reserved keyword: Abort" },
        { "condition", "abort = :abc AND nope(s)", "Attribute name is a reserved keyword; reserved keyword: abort" },
        { "condition", "nope(s) AND abort = :abc", "Invalid function name; function: nope" },
        { "condition", "#nope = :abc", "An expression attribute name used in the document path is not defined; attribute name: #nope" },
        { "condition", "s = :nope", "An expression attribute value used in expression is not defined; attribute value: :nope" },
        { "condition", "attribute_exists(s, n)", "Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 2" },
        { "condition", "attribute_exists(:abc)", "Operator or function requires a document path; operator or function: attribute_exists" },
        { "condition", "begins_with(s, :n1)", "Incorrect operand type for operator or function; operator or function: begins_with, operand type: N" },
        { "condition", "size(:n1) = :n1", "Incorrect operand type for operator or function; operator or function: size, operand type: N" },
        { "condition", "s < :true", "Incorrect operand type for operator or function; operator or function: <, operand type: BOOL" },
        { "condition", "s BETWEEN :set AND :set", "Incorrect operand type for operator or function; operator or function: BETWEEN, operand type: SS" },
        { "condition", "attribute_type(s, n)", "Incorrect operand type for operator or function; operator or function: attribute_type, operand type: {NS,SS,L,BS,N,M,B,BOOL,NULL,S}" },
        { "condition", "attribute_type(s, :X)", "Invalid attribute type name found; type: X, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}" },
        { "condition", "s = s", "The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [s]" },
        { "condition", "#s = #t", "The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [s]" },
        { "condition", "contains(m.a[0], m.a[0])", "The first operand must be distinct from the remaining operands for this operator or function; operator: contains, first operand: [m, a, [0]]" },
        { "condition", "s IN (:abc, s)", "The first operand must be distinct from the remaining operands for this operator or function; operator: IN, first operand: [s]" },
        { "condition", "s BETWEEN :n1 AND :z", "The BETWEEN operator requires same data type for lower and upper bounds; "
            + "lower bound operand: AttributeValue: {N:1}, upper bound operand: AttributeValue: {S:z}" },
        { "condition", "s BETWEEN :z AND :a", "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; "
            + "lower bound operand: AttributeValue: {S:z}, upper bound operand: AttributeValue: {S:a}" },
        { "update", "INVALID SYNTAX HERE", "Syntax error; token: \"INVALID\", near: \"INVALID SYNTAX\"" },
        { "update", "SET", "Syntax error; token: \"<EOF>\", near: \"SET\"" },
        { "update", "SET a = :a, REMOVE b", "Syntax error; token: \"REMOVE\", near: \", REMOVE b\"" },
        { "update", "SET a = (:n1 + :n2) + :n3", "Syntax error; token: \"+\", near: \") + :n3\"" },
        { "update", "SET a = ((:n1))", TooManyParentheses },
        { "update", "SET a = :a SET b = :b", "The \"SET\" section can only be used once in an update expression;" },
        { "update", "SET a = size(b)", "The function is not allowed in an update expression; function: size" },
        { "update", "SET a = nope(b)", "Invalid function name; function: nope" },
        { "update", "SET a = list_append(list_append(l, :list), :list)", "The function is not allowed to be used this way in an expression; function: list_append" },
        { "update", "SET a = if_not_exists(b)", "Incorrect number of operands for operator or function; operator or function: if_not_exists, number of operands: 1" },
        { "update", "SET a = if_not_exists(:a, :b)", "Operator or function requires a document path; operator or function: if_not_exists" },
        { "update", "SET a = :a + :n1", "Incorrect operand type for operator or function; operator or function: +, operand type: S" },
        { "update", "SET a = list_append(l, :a)", "Incorrect operand type for operator or function; operator or function: list_append, operand type: S" },
        { "update", "ADD a :a", "Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND" },
        { "update", "DELETE a :n1", "Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER, typeSet: ALLOWED_FOR_DELETE_OPERAND" },
        { "update", "SET abort = :a", "Attribute name is a reserved keyword; reserved keyword: abort" },
        { "update", "SET a = :a, a.b = :b", "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, b]" },
        { "update", "SET a[0] = :a, a.b = :b", "Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, [0]], path two: [a, b]" },
        { "projection", "!!! INVALID !!!", "Syntax error; token: \"!\", near: \"!!\"" },
        { "projection", "s,", "Syntax error; token: \"<EOF>\", near: \",\"" },
        { "projection", "s n", "Syntax error; token: \"n\", near: \"s n\"" },
        { "projection", "m.b, m", "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [m, b], path two: [m]" },
        { "projection", "#s, #t", "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [s], path two: [s]" },
        { "projection", "abort", "Attribute name is a reserved keyword; reserved keyword: abort" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_expression_is_refused_in_AWS_s_words(string kind, string expression, string message)
    {
        Assert.Equal(message, Evaluate.Refusal(kind, expression));
    }

    /// <summary>How many operators there are, in each way that they count.</summary>
    public static TheoryData<string, string, bool> Counts => new()
    {
        { "condition", Repeat("n < :n1", " AND ", 150), false },
        { "condition", Repeat("n < :n1", " OR ", 151), true },
        { "condition", Repeat("NOT ", "", 299) + "n = :n1", false },
        { "condition", Repeat("NOT ", "", 300) + "n = :n1", true },
        { "condition", Repeat("NOT ", "", 700) + "n = :n1", true },
        { "condition", Repeat("n BETWEEN :n1 AND :n2", " OR ", 150), false },
        { "condition", Repeat("n BETWEEN :n1 AND :n2", " OR ", 151), true },
        { "condition", Repeat("n IN (:n1, :n2)", " OR ", 150), false },
        { "condition", Repeat("n IN (:n1, :n2)", " OR ", 151), true },
        { "condition", Repeat("size(l) < :n1", " AND ", 100), false },
        { "condition", Repeat("size(l) < :n1", " AND ", 101), true },
        { "update", "SET " + string.Join(',', Enumerable.Range(0, 301).Select(i => $"b{i}=:n1")), false },
        { "update", "SET " + string.Join(',', Enumerable.Range(0, 300).Select(i => $"b{i}=:n1+:n1")), false },
        { "update", "SET " + string.Join(',', Enumerable.Range(0, 301).Select(i => $"b{i}=:n1-:n1")), true },
        { "update", "SET c=if_not_exists(d,:n1),e=if_not_exists(d,:n1)," + string.Join(',', Enumerable.Range(0, 298).Select(i => $"b{i}=:n1+:n1")), false },
        { "update", "SET c=if_not_exists(d,:n1),e=if_not_exists(d,:n1)," + string.Join(',', Enumerable.Range(0, 299).Select(i => $"b{i}=:n1+:n1")), true },
    };

    [Theory]
    [MemberData(nameof(Counts))]
    public void An_expression_has_300_operators_at_most(string kind, string expression, bool isRefused)
    {
        Assert.Equal(isRefused ? "The expression contains too many operators; operator count: 301" : null, Evaluate.Refusal(kind, expression));
    }

    [Fact]
    public void IN_compares_with_100_values_at_most()
    {
        static string In(int count) => $"n IN ({string.Join(',', Enumerable.Repeat(":n1", count))})";

        Assert.Null(Evaluate.Refusal("condition", In(100)));
        Assert.Equal("The IN operator is provided with too many operands; number of operands: 101", Evaluate.Refusal("condition", In(101)));
        Assert.Equal("The IN operator is provided with too many operands; number of operands: 163", Evaluate.Refusal("condition", Repeat("n < :n1", " AND ", 151) + " AND " + In(163)));
    }

    [Theory]
    [InlineData("abort = :a", "Attribute name is a reserved keyword; reserved keyword: abort")]
    [InlineData("((n = :n1))", TooManyParentheses)]
    [InlineData("n = :nope", "An expression attribute value used in expression is not defined; attribute value: :nope")]
    public void What_is_wrong_besides_is_told_before_the_number_of_operators(string more, string message)
    {
        Assert.Equal(message, Evaluate.Refusal("condition", Repeat("n < :n1", " AND ", 151) + " AND " + more));
    }

    private static string Repeat(string part, string between, int count) => string.Join(between, Enumerable.Repeat(part, count));

    [Theory]
    [InlineData("condition")]
    [InlineData("update")]
    public void Nesting_without_end_is_refused_and_not_followed(string kind)
    {
        var deep = string.Concat(Enumerable.Repeat("(NOT ", 700));

        Assert.NotNull(Evaluate.Refusal(kind, kind == "update" ? "SET a = " + new string('(', 4000) : deep));
    }
}
