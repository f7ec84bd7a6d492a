using System.Collections.Immutable;

namespace TaskTracker.Emulation.Services.DynamoDb.Expressions;

/// <summary>
/// Reads condition and filter expressions, and refuses what is wrong with them whatever names and values they are given.
/// <code>
/// condition: condition OR condition | condition AND condition | NOT condition | ( condition )
///          | operand comparator operand | operand BETWEEN operand AND operand | operand IN ( operand, … ) | function
/// operand: path | :value | size ( path ) | ( operand )
/// </code>
/// </summary>
/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html</remarks>
internal sealed class ConditionParser
{
    /// <summary>What nests deeper has more operators than are allowed.</summary>
    private const int MaxDepth = 300;

    private readonly TokenReader _tokens;
    private bool _hasRedundantParentheses;
    private int _depth;
    private int _operators;

    private ConditionParser(TokenReader tokens) => _tokens = tokens;

    /// <exception cref="ExpressionRefused">Not an expression, or one that can never be right.</exception>
    public static Parsed<Condition> Parse(string text)
    {
        var tokens = new TokenReader(text);
        var parser = new ConditionParser(tokens);
        var condition = parser.AsCondition(parser.ParseOr());
        if (tokens.Kind != TokenKind.End) throw tokens.SyntaxError();
        if (parser._hasRedundantParentheses) throw new ExpressionRefused("The expression has redundant parentheses;");
        if (tokens.Problem is { } problem) throw new ExpressionRefused(problem);
        return new Parsed<Condition>(condition, tokens.Paths, tokens.Values) { Operators = parser._operators };
    }

    /// <summary>Parentheses may turn out to hold an operand, so that until what follows is known a node is one or the other.</summary>
    private readonly record struct Node(Condition? Condition, Operand? Operand, bool IsParenthesized = false);

    private Node ParseOr()
    {
        var left = ParseAnd();
        while (TakeOperator("OR")) left = new Node(new Condition.Or(AsCondition(left), AsCondition(ParseAnd())), null);
        return left;
    }

    private Node ParseAnd()
    {
        var left = ParseNot();
        while (TakeOperator("AND")) left = new Node(new Condition.And(AsCondition(left), AsCondition(ParseNot())), null);
        return left;
    }

    private Node ParseNot()
    {
        if (!TakeOperator("NOT")) return ParsePrimary();
        Enter();
        var inner = AsCondition(ParseNot());
        _depth--;
        return new Node(new Condition.Not(inner), null);
    }

    private Node ParsePrimary()
    {
        if (!_tokens.Take(TokenKind.OpenParenthesis)) return ParseRest(ParseOperand(), isParenthesized: false);
        Enter();
        var inner = ParseOr();
        _tokens.Expect(TokenKind.CloseParenthesis);
        _depth--;
        _hasRedundantParentheses |= inner.IsParenthesized;
        return inner.Operand is { } operand ? ParseRest(operand, isParenthesized: true) : inner with { IsParenthesized = true };
    }

    /// <summary>What follows an operand: a comparison, or nothing when it is a function or stands in parentheses.</summary>
    private Node ParseRest(Operand operand, bool isParenthesized)
    {
        if (ComparatorAt(_tokens.Kind) is { } comparator)
        {
            _tokens.Advance();
            _operators++;
            return Of(new Condition.Comparison(comparator, Scalar(operand), Scalar(ParseAnyOperand())));
        }

        if (TakeOperator("BETWEEN"))
        {
            var low = Scalar(ParseAnyOperand());
            if (!_tokens.TakeKeyword("AND")) throw _tokens.SyntaxError();
            return Of(new Condition.Between(Scalar(operand), low, Scalar(ParseAnyOperand())));
        }

        if (TakeOperator("IN")) return Of(new Condition.In(Scalar(operand), ParseArguments()));
        if (operand is Operand.Function || (_depth > 0 && _tokens.Kind == TokenKind.CloseParenthesis)) return new Node(null, operand, isParenthesized);
        throw _tokens.SyntaxError();
    }

    private Operand ParseAnyOperand()
    {
        if (!_tokens.Take(TokenKind.OpenParenthesis)) return ParseOperand();
        _hasRedundantParentheses |= _tokens.Kind == TokenKind.OpenParenthesis;
        Enter();
        var operand = ParseAnyOperand();
        _depth--;
        _tokens.Expect(TokenKind.CloseParenthesis);
        return operand;
    }

    private Operand ParseOperand()
    {
        if (_tokens.Kind == TokenKind.ValuePlaceholder) return new Operand.Value(_tokens.TakeValue());
        return _tokens.IsFunction ? ParseFunction() : new Operand.Path(_tokens.TakePath());
    }

    private Operand.Function ParseFunction()
    {
        var name = _tokens.TakeText();
        if (name is "if_not_exists" or "list_append") _tokens.Report($"The function is not allowed in a condition expression; function: {name}");
        else if (!ConditionFunctions.Exists(name)) _tokens.Report($"Invalid function name; function: {name}");
        _operators++;
        Enter();
        var arguments = ParseArguments();
        _depth--;
        return new Operand.Function(name, arguments);
    }

    private bool TakeOperator(string keyword)
    {
        if (!_tokens.TakeKeyword(keyword)) return false;
        _operators++;
        return true;
    }

    private ImmutableArray<Operand> ParseArguments()
    {
        _tokens.Expect(TokenKind.OpenParenthesis);
        var arguments = ImmutableArray.CreateBuilder<Operand>();
        do arguments.Add(Scalar(ParseAnyOperand()));
        while (_tokens.Take(TokenKind.Comma));
        _tokens.Expect(TokenKind.CloseParenthesis);
        return arguments.ToImmutable();
    }

    private Condition AsCondition(Node node)
    {
        if (node.Condition is { } condition) return condition;
        if (node.Operand is not Operand.Function function) throw _tokens.SyntaxError();
        if (function.Name == "size") _tokens.Report(Misused(function));
        return new Condition.Test(function);
    }

    /// <summary>Only <c>size</c> has a value; the other functions are conditions.</summary>
    private Operand Scalar(Operand operand)
    {
        if (operand is Operand.Function { Name: not "size" } function) _tokens.Report(Misused(function));
        return operand;
    }

    private static string Misused(Operand.Function function) => $"The function is not allowed to be used this way in an expression; function: {function.Name}";

    private static Node Of(Condition condition) => new(condition, null);

    private void Enter()
    {
        if (++_depth > MaxDepth) throw OperatorLimits.TooMany();
    }

    private static Comparator? ComparatorAt(TokenKind kind) => kind switch
    {
        TokenKind.Equal => Comparator.Equal,
        TokenKind.NotEqual => Comparator.NotEqual,
        TokenKind.Less => Comparator.Less,
        TokenKind.LessOrEqual => Comparator.LessOrEqual,
        TokenKind.Greater => Comparator.Greater,
        TokenKind.GreaterOrEqual => Comparator.GreaterOrEqual,
        _ => null,
    };
}
