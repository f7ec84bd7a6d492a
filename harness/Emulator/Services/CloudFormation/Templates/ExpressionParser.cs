using System.Text.RegularExpressions;

namespace TaskTracker.Emulation.Services.CloudFormation.Templates;

/// <summary>Turns what was written into expressions; a malformed function is a problem in CloudFormation's words, with its place.</summary>
internal sealed partial class ExpressionParser(TemplateProblems problems)
{
    private static readonly string[] Functions =
    [
        "Ref", "Condition", "Fn::And", "Fn::Base64", "Fn::Cidr", "Fn::Equals", "Fn::FindInMap", "Fn::GetAZs", "Fn::GetAtt", "Fn::If", "Fn::ImportValue", "Fn::Join",
        "Fn::Not", "Fn::Or", "Fn::Select", "Fn::Split", "Fn::Sub",
    ];

    /// <param name="path">Where the value stands, such as <c>/Resources/Table/Properties</c>.</param>
    public Expression Parse(Node node, string path) => node switch
    {
        Node.Map { IsFunction: true } call => ParseCall(call.Entries[0], call.At, path),
        Node.Map map => new Expression.MapOf([.. map.Entries.Select(e => new Member(e.Key, e.KeyAt, ParseEntry(e, path)))], map.At),
        Node.List list => new Expression.ListOf([.. list.Items.Select((item, i) => Parse(item, $"{path}/{i}"))], list.At),
        Node.Scalar scalar => new Expression.Literal(ParseScalar(scalar, path), scalar.At),
        _ => throw new ArgumentOutOfRangeException(nameof(node), node, null),
    };

    private Expression ParseEntry(Entry entry, string path)
    {
        if (entry.Key.StartsWith("Fn::", StringComparison.Ordinal)) Unsupported(entry.Key, entry.KeyAt);
        return Parse(entry.Value, $"{path}/{entry.Key}");
    }

    private Value ParseScalar(Node.Scalar scalar, string path)
    {
        switch (scalar.Kind)
        {
            case ScalarKind.Number:
                return new Value.Number(scalar.Text);
            case ScalarKind.Flag:
                return new Value.Flag(scalar.Text == "true");
            case ScalarKind.Null:
                problems.Add($"[{path}] 'null' values are not allowed in templates");
                return Value.None;
            default:
                if (scalar.Text.Contains("{{resolve:", StringComparison.Ordinal))
                {
                    problems.Add("Template error: dynamic references ({{resolve:…}}) are not supported here", scalar.At);
                }
                return Value.Of(scalar.Text);
        }
    }

    private Expression ParseCall(Entry call, Position at, string path)
    {
        var (name, argument) = (call.Key, call.Value);
        path = $"{path}/{name}";
        var items = (argument as Node.List)?.Items;
        switch (name, items)
        {
            case ("Ref", _) when argument.AsText is { } target:
                return new Expression.Ref(target, at);
            case ("Condition", _) when argument.AsText is { } condition:
                return new Expression.ConditionNamed(condition, at);
            case ("Fn::GetAtt", [{ AsText: { Length: > 0 } resource }, var attribute]):
                return new Expression.GetAtt(resource, Parse(attribute, path), at);
            case ("Fn::GetAtt", null) when argument.AsText?.Split('.', 2) is [{ Length: > 0 } resource, { Length: > 0 } attribute]:
                return new Expression.GetAtt(resource, new Expression.Literal(Value.Of(attribute), argument.At), at);
            case ("Fn::Sub", null) when argument.AsText is { } pattern:
                return ParseSub(pattern, [], argument.At);
            case ("Fn::Sub", [{ AsText: { } pattern } text, Node.Map variables]):
                return ParseSub(pattern, variables.Entries.ToDictionary(e => e.Key, e => Parse(e.Value, path)), text.At);
            case ("Fn::Join", [var delimiter, var joined]):
                return new Expression.Join(Parse(delimiter, path), Parse(joined, path), at);
            case ("Fn::Split", [var delimiter, var source]):
                return new Expression.Split(Parse(delimiter, path), Parse(source, path), at);
            case ("Fn::Select", [var index, var choices]):
                return new Expression.Select(Parse(index, path), Parse(choices, path), at);
            case ("Fn::FindInMap", [var map, var top, var second]):
                return new Expression.FindInMap(Parse(map, path), Parse(top, path), Parse(second, path), at);
            case ("Fn::ImportValue", null):
                return new Expression.ImportValue(Parse(argument, path), at);
            case ("Fn::Base64", null):
                return new Expression.Base64(Parse(argument, path), at);
            case ("Fn::GetAZs", null):
                return new Expression.GetAZs(Parse(argument, path), at);
            case ("Fn::Cidr", [var block, var count]):
                return new Expression.Cidr(Parse(block, path), Parse(count, path), null, at);
            case ("Fn::Cidr", [var block, var count, var bits]):
                return new Expression.Cidr(Parse(block, path), Parse(count, path), Parse(bits, path), at);
            default:
                return ParseCondition(name, items, at, path);
        }
    }

    private Expression ParseCondition(string name, IReadOnlyList<Node>? items, Position at, string path)
    {
        switch (name, items)
        {
            case ("Fn::If", [{ AsText: { } condition }, var then, var otherwise]):
                return new Expression.If(condition, Parse(then, path), Parse(otherwise, path), at);
            case ("Fn::Equals", [var left, var right]):
                return new Expression.AreEqual(Parse(left, path), Parse(right, path), at);
            case ("Fn::And", { Count: >= 2 and <= 10 }):
                return new Expression.And([.. items.Select(i => Parse(i, path))], at);
            case ("Fn::Or", { Count: >= 2 and <= 10 }):
                return new Expression.Or([.. items.Select(i => Parse(i, path))], at);
            case ("Fn::Not", [var operand]):
                return new Expression.Not(Parse(operand, path), at);
            default:
                if (Functions.Contains(name)) problems.Add($"Template error: {Usage(name)}", at);
                else Unsupported(name, at);
                return new Expression.Literal(Value.None, at);
        }
    }

    private void Unsupported(string name, Position at) =>
        problems.Add($"Template error: Encountered unsupported function: {name} Supported functions are: [{string.Join(", ", Functions)}]", at);

    private static Expression.Sub ParseSub(string pattern, Dictionary<string, Expression> variables, Position at)
    {
        var parts = new List<Expression>();
        var end = 0;
        foreach (Match match in Variable().Matches(pattern))
        {
            AddText(pattern[end..match.Index]);
            end = match.Index + match.Length;
            var name = match.Groups[1].Value.Trim();
            if (name.StartsWith('!')) AddText($"${{{name[1..]}}}");
            else if (variables.TryGetValue(name, out var given)) parts.Add(given);
            else if (name.Split('.', 2) is [var resource, var attribute])
            {
                parts.Add(new Expression.GetAtt(resource, new Expression.Literal(Value.Of(attribute), at), at));
            }
            else parts.Add(new Expression.Ref(name, at));
        }

        AddText(pattern[end..]);
        return new Expression.Sub(parts, at);

        void AddText(string text)
        {
            if (text.Length > 0) parts.Add(new Expression.Literal(Value.Of(text), at));
        }
    }

    private static string Usage(string name) => name switch
    {
        "Ref" or "Condition" => $"every {name} object must have a single String value.",
        "Fn::GetAtt" => "every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute",
        "Fn::Sub" => "One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a string as first argument, "
            + "and an optional second argument to specify a mapping of values to replace in the string",
        "Fn::Join" => "every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined "
            + "or a function that returns a list of strings (such as Fn::GetAZs) to be joined.",
        "Fn::Split" => "every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to be split "
            + "or a function that returns a string to be split.",
        "Fn::Select" => "Fn::Select requires a list argument with two elements: an integer index and a list",
        "Fn::FindInMap" => "every Fn::FindInMap object requires three parameters, the map name, map key and the attribute for return value",
        "Fn::Cidr" => "every Fn::Cidr object requires two or three parameters, (1) an address block, (2) a count and (3) the number of subnet bits",
        "Fn::If" => "Fn::If requires a list argument with three elements",
        "Fn::Equals" => "every Fn::Equals object requires a list of 2 string parameters.",
        "Fn::Not" => "every Fn::Not object requires a list with exactly 1 boolean parameter.",
        "Fn::And" or "Fn::Or" => $"every {name} object requires a list of at least 2 and at most 10 boolean parameters.",
        _ => $"every {name} object must have a String-typed value.",
    };

    [GeneratedRegex(@"\$\{([^{}]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
