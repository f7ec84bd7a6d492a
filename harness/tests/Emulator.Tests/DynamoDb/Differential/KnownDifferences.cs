using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TaskTracker.Emulation.Tests.DynamoDb.Differential;

/// <summary>A difference between two DynamoDBs that is settled.</summary>
/// <param name="Right">Whose answer is AWS's.</param>
/// <param name="Why">How we know.</param>
public sealed record KnownDifference(string Name, string Right, string Why, Func<Step, Answer, Answer, bool> Explains)
{
    private static readonly string[] Mistakes =
    [
        "^ValidationException .*Incorrect operand type for operator", "ComparisonOperator .* is not valid for", "Invalid number of argument", "BETWEEN operator requires", "Query condition missed key schema",
        "Condition parameter type does not match", "Attempted conditional constraint", "key element does not match the schema", "AttributeValue for a key attribute cannot contain an empty", "item keys contains duplicates",
        "unused in expressions", "must not be empty", "The expression can not be empty", "Syntax error", "reserved keyword", "does not have the specified index", "Segments? parameter", "set  may not be empty",
        "Number (over|under)flow|significant digits", "cannot be converted to a numeric", "Input collection .* contains duplicates", "Type mismatch for", "is not defined", "document path provided",
        "Missing the key", "Invalid operator used", "Filter(Expression)? can only contain|Filter Expression can only contain", "Two document paths overlap", "can only be specified when", "Can not use both expression and non-expression",
        "ReturnValues can only", "ConditionalOperator c", "Supplied AttributeValue", "Consistent reads are not supported", "ExclusiveStartKey|starting key", "This attribute is part of the key",
        "KeyConditions? .*parameter must be specified|Conditions can be of length", "Invalid KeyConditionExpression: ", "ExpressionAttributeNames|ExpressionAttributeValues contains invalid", "Invalid function name|Incorrect number of operands",
        "at '[A-Za-z.0-9]+' failed to satisfy", "^ResourceNotFoundException", "more than one datatypes", "Duplicate value|Duplicate", "inside AttributeValueList must be of same type", "Exists|Value or AttributeValueList|Only DELETE action is allowed|ADD action is not supported|DELETE action",
    ];

    /// <summary>Whether both accept the call and leave other items behind.</summary>
    public bool Diverges { get; init; }

    /// <summary>Both refuse in words of their own.</summary>
    public static KnownDifference Words(string name, string why, string ours, string theirs, string right = "embedded") =>
        new(name, right, why, (_, our, their) => our.Status == their.Status && Says(our, ours) && Says(their, theirs));

    /// <summary>Whether the refusal's name and message, a blank between, hold the pattern.</summary>
    public static bool Says(Answer answer, string pattern) =>
        answer.Status != 200 && Regex.IsMatch($"{Comparison.TypeOf(answer)} {Comparison.MessageOf(answer)}", pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>
    /// A call with several mistakes: each refusal is one that both give where the mistake is the only one, and each side tells another of them first.
    /// </summary>
    public static KnownDifference Order { get; } = new("a call with several mistakes: which of them is told", "open", "each alone is told alike; nobody has recorded them together",
        (_, ours, theirs) => Array.FindIndex(Mistakes, m => Says(ours, m)) is >= 0 and var our && Array.FindIndex(Mistakes, m => Says(theirs, m)) is >= 0 and var their && our != their);

    /// <summary>Whether two answers are the same but for one member.</summary>
    public static bool SameWithout(string member, Step step, Answer ours, Answer theirs) =>
        ours.Status == 200 && theirs.Status == 200 && Comparison.AreSame(step, Without(member, ours), Without(member, theirs));

    /// <summary>The answer without one member.</summary>
    public static Answer Without(string member, Answer answer)
    {
        if (answer.Status != 200) return answer;
        var body = JsonNode.Parse(answer.Body)?.AsObject() ?? [];
        body.Remove(member);
        return answer with { Body = body.ToJsonString() };
    }
}
