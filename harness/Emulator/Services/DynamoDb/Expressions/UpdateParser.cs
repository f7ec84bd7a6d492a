using System.Collections.Immutable;

namespace TaskTracker.Emulation.Services.DynamoDb.Expressions;

/// <summary>
/// Reads update expressions, and refuses what is wrong with them whatever names and values they are given.
/// <code>
/// update: { SET path = value, … | REMOVE path, … | ADD path :value, … | DELETE path :value, … }, each at most once
/// value: operand | operand + operand | operand - operand | ( value )
/// operand: path | :value | if_not_exists ( path, operand ) | list_append ( operand, operand ) | ( operand )
/// </code>
/// </summary>
/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html</remarks>
internal sealed class UpdateParser
{
    /// <summary>What nests deeper has more operators than are allowed.</summary>
    private const int MaxDepth = 300;

    private readonly TokenReader _tokens;
    private readonly ImmutableArray<UpdateAction>.Builder _actions = ImmutableArray.CreateBuilder<UpdateAction>();
    private readonly HashSet<string> _sections = [];
    private string? _repeatedSection;
    private bool _hasRedundantParentheses;
    private int _depth;
    private int _operators;

    private UpdateParser(TokenReader tokens) => _tokens = tokens;

    /// <exception cref="ExpressionRefused">Not an expression, or one that can never be right.</exception>
    public static Parsed<ImmutableArray<UpdateAction>> Parse(string text)
    {
        var tokens = new TokenReader(text);
        var parser = new UpdateParser(tokens);
        do parser.ParseSection();
        while (tokens.Kind != TokenKind.End);

        if (parser._hasRedundantParentheses) throw new ExpressionRefused("The expression has redundant parentheses;");
        if ((tokens.Problem ?? parser._repeatedSection) is { } problem) throw new ExpressionRefused(problem);
        return new Parsed<ImmutableArray<UpdateAction>>(parser._actions.ToImmutable(), tokens.Paths, tokens.Values) { Operators = parser._operators };
    }

    private void ParseSection()
    {
        if (_tokens.TakeKeyword("SET")) ParseActions("SET", ParseSet);
        else if (_tokens.TakeKeyword("REMOVE")) ParseActions("REMOVE", () => new UpdateAction.Remove(_tokens.TakePath()));
        else if (_tokens.TakeKeyword("ADD")) ParseActions("ADD", () => new UpdateAction.Add(_tokens.TakePath(), _tokens.TakeValue()));
        else if (_tokens.TakeKeyword("DELETE")) ParseActions("DELETE", () => new UpdateAction.Delete(_tokens.TakePath(), _tokens.TakeValue()));
        else throw _tokens.SyntaxError();
    }

    private void ParseActions(string section, Func<UpdateAction> parse)
    {
        if (!_sections.Add(section)) _repeatedSection ??= $"The \"{section}\" section can only be used once in an update expression;";
        do _actions.Add(parse());
        while (_tokens.Take(TokenKind.Comma));
    }

    private UpdateAction.Set ParseSet()
    {
        var path = _tokens.TakePath();
        _tokens.Expect(TokenKind.Equal);
        return new UpdateAction.Set(path, ParseValue());
    }

    private Operand ParseValue()
    {
        if (!_tokens.Take(TokenKind.OpenParenthesis)) return ParseSum(ParseOperand());
        _hasRedundantParentheses |= _tokens.Kind == TokenKind.OpenParenthesis;
        var inner = ParseSum(ParseAnyOperand());
        _tokens.Expect(TokenKind.CloseParenthesis);
        return inner is Operand.Arithmetic ? inner : ParseSum(inner);
    }

    private Operand ParseSum(Operand left)
    {
        if (_tokens.Kind is not (TokenKind.Plus or TokenKind.Minus)) return left;
        var subtracts = _tokens.Kind == TokenKind.Minus;
        _tokens.Advance();
        _operators++;
        return new Operand.Arithmetic(Scalar(left), Scalar(ParseAnyOperand()), subtracts);
    }

    private Operand ParseAnyOperand()
    {
        if (!_tokens.Take(TokenKind.OpenParenthesis)) return ParseOperand();
        _hasRedundantParentheses |= _tokens.Kind == TokenKind.OpenParenthesis;
        Enter();
        var inner = ParseAnyOperand();
        _depth--;
        _tokens.Expect(TokenKind.CloseParenthesis);
        return inner;
    }

    private Operand ParseOperand()
    {
        if (_tokens.Kind == TokenKind.ValuePlaceholder) return new Operand.Value(_tokens.TakeValue());
        return _tokens.IsFunction ? ParseFunction() : new Operand.Path(_tokens.TakePath());
    }

    private Operand.Function ParseFunction()
    {
        var name = _tokens.TakeText();
        if (ConditionFunctions.Exists(name)) _tokens.Report($"The function is not allowed in an update expression; function: {name}");
        else if (name is not ("if_not_exists" or "list_append")) _tokens.Report($"Invalid function name; function: {name}");
        _tokens.Expect(TokenKind.OpenParenthesis);
        _operators++;
        Enter();
        var arguments = ImmutableArray.CreateBuilder<Operand>();
        do arguments.Add(Scalar(ParseAnyOperand()));
        while (_tokens.Take(TokenKind.Comma));
        _depth--;
        _tokens.Expect(TokenKind.CloseParenthesis);
        return new Operand.Function(name, arguments.ToImmutable());
    }

    /// <summary>Only <c>if_not_exists</c> may stand within something else.</summary>
    private Operand Scalar(Operand operand)
    {
        if (operand is Operand.Function { Name: "list_append" }) _tokens.Report("The function is not allowed to be used this way in an expression; function: list_append");
        return operand;
    }

    private void Enter()
    {
        if (++_depth > MaxDepth) throw OperatorLimits.TooMany();
    }
}
