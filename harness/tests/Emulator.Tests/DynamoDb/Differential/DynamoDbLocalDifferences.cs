using System.Globalization;
using System.Text.RegularExpressions;
using static TaskTracker.Emulation.Tests.DynamoDb.Differential.KnownDifference;

namespace TaskTracker.Emulation.Tests.DynamoDb.Differential;

/// <summary>Where DynamoDB Local of January 2020 answers otherwise.</summary>
internal static partial class DynamoDbLocalDifferences
{
    private const string Captures = "captures of AWS, https://github.com/paritysuite/dynamodb-conformance (2026)";
    private const string Unread = $"dynalite's recordings, {Captures}";
    private const string Transactions = "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html";

    public static readonly IReadOnlyList<KnownDifference> All =
    [
        .. DynamoDbLocalMistakes.All.Select(m => m.Words),
        Mistake.Order("embedded", "the order that dynalite's authors recorded: dynalite is asked such calls too, and tells the same", DynamoDbLocalMistakes.All),
        new("what cannot be read is its own failure there", "embedded", $"SerializationException: {Unread}", (_, ours, theirs) => Says(ours, "^SerializationException") && theirs.Status == 500),
        DoneInRefusal,
        new("what cannot be read is read somehow there", "embedded", $"SerializationException: {Unread}", (_, ours, theirs) => Says(ours, "^SerializationException") && theirs.Status != 500),
        new("its own failure", "embedded", "a 500 is nobody's answer to wrong input", (_, ours, theirs) => ours.Status == 400 && theirs.Status == 500),
        new("an update of nothing is its own failure", "embedded", "UpdateExpression is optional: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html; dynalite answers like us",
            (step, ours, theirs) => step.Operation == "UpdateItem" && !Mentions(step, "Update") && ours.Status == 200 && theirs.Status == 500),
        new("an AttributeUpdates of DELETE alone makes an item there", "embedded", "two suites that were run on AWS agree: such an update does not create the item",
            (step, ours, theirs) => step.Operation == "UpdateItem" && Mentions(step, "AttributeUpdates") && ours.Status == 200 && theirs.Status == 200 && !ours.Body.Contains("\"Attributes\"", StringComparison.Ordinal))
        {
            Diverges = true,
        },
        Segments,
        new("capacity that nobody asked for", "embedded", "ReturnConsumedCapacity is NONE unless given: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html",
            (step, ours, theirs) => !Mentions(step, "TOTAL") && !Mentions(step, "INDEXES") && SameWithout("ConsumedCapacity", step, ours, theirs)),
        new("half a unit for a read that finds nothing", "embedded", "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html",
            (step, ours, theirs) => ours.Body.Contains("\"ScannedCount\":0", StringComparison.Ordinal) && SameWithout("ConsumedCapacity", step, ours, theirs)),
        new("size is a reserved word", "embedded", "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ReservedWords.html; dynalite answers like us", (_, ours, _) => Says(ours, "reserved keyword: size")),
        new("two dots in the reasons of a cancellation", "embedded", $"{Captures}: the message has none", (step, ours, theirs) => step.Operation == "TransactWriteItems"
            && Comparison.AreSame(step, Plain(ours), Plain(theirs with { Body = theirs.Body.Replace("request failed.\"", "request failed\"", StringComparison.Ordinal) }))),
        new("a number of a set is taken out however it is written", "embedded", "dynalite answers like us", (step, ours, theirs) => step.Operation == "UpdateItem" && Mentions(step, "NS") && Mentions(step, "DELETE") && theirs.Body.Contains("3.0", StringComparison.Ordinal))
        {
            Diverges = true,
        },
        new("one item twice in a transaction", "embedded", Transactions, (_, ours, _) => Says(ours, "cannot include multiple operations on one item")),
        new("what does not fit one item is a reason among others", "embedded", $"CancellationReasons has ValidationError: {Transactions}",
            (_, ours, theirs) => ours.Body.Contains("\"ValidationError\"", StringComparison.Ordinal) && Says(theirs, "^(ValidationException|TransactionCanceledException|IdempotentParameterMismatchException)")),
        new("what is outside an enumeration or a range", "embedded", "the constraints of the service model", (_, ours, theirs) => Says(ours, "at '[A-Za-z.0-9]+' failed to satisfy constraint") && (theirs.Status == 200 || Says(theirs, "^ConditionalCheckFailed"))),
        new("numbers have one form wherever they are", "embedded", "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html; dynalite answers like us",
            (step, ours, theirs) => ours.Status == 200 && theirs.Status == 200 && Comparison.AreSame(step, Plain(ours), Plain(theirs))),
        Words("other words for what is not there, is there already, or has another token", Captures, "^(ResourceNotFound|ResourceInUse|IdempotentParameterMismatch)Exception", "^(ResourceNotFound|ResourceInUse|IdempotentParameterMismatch)Exception"),
        new("a Scan's filter on what a local index does not hold", "open", "it looks into the table there; here such an attribute is not there. Queries are refused; of Scans nothing is recorded",
            (step, ours, theirs) => step.Operation == "Scan" && Mentions(step, "\"lsi\"") && Mentions(step, "Filter") && ours.Status == 200 && theirs.Status == 200),
        new("an update of a key is refused whatever its condition", "embedded", "dynalite answers like us", (_, ours, theirs) => Says(ours, "Cannot update attribute .* part of the key") && Says(theirs, "^ConditionalCheckFailed")),
        new("the types that an operator compares with", "embedded", "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Condition.html", (_, ours, _) => Says(ours, "ComparisonOperator .* is not valid for")),
        new("the size of an item collection", "embedded", "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html#LSI.ItemCollections; dynalite has none either",
            (step, ours, theirs) => Mentions(step, "ReturnItemCollectionMetrics") && SameWithout("ItemCollectionMetrics", step, Plain(Without("ConsumedCapacity", ours)), Plain(Without("ConsumedCapacity", theirs)))),
        new("two numbers are the same key however they are written", "embedded", "dynalite answers like us", (_, ours, theirs) => Says(ours, "item keys contains duplicates") && theirs.Status == 200),
        new("an update that gives an index's key another type", "embedded", "dynalite answers like us", (_, ours, theirs) => Says(ours, "Type mismatch for Index Key") && theirs.Status == 200),
        new("NOT_CONTAINS of what is not there is true", "embedded", "dynalite answers like us", (step, ours, theirs) => Mentions(step, "NOT_CONTAINS") && ours.Status == 200 && (theirs.Status == 200 || Says(theirs, "^ConditionalCheckFailed"))),
        new("reading the items that a local index does not hold costs", "embedded", "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html#LSI.ThroughputConsiderations",
            (step, ours, theirs) => Mentions(step, "$THREE") && SameWithout("ConsumedCapacity", step, ours, theirs)),
        new("a mistake in the call is told before anything of tables or tokens", "embedded", "the order of checks that dynalite recorded", (_, ours, theirs) => Says(ours, "^ValidationException") && Says(theirs, "^(ResourceNotFound|ResourceInUse|IdempotentParameterMismatch|TransactionCanceled)Exception")),
    ];

    private static bool Mentions(Step step, string word) => step.Body.Contains(word, StringComparison.Ordinal);

    /// <summary>All numbers in one form.</summary>
    private static Answer Plain(Answer answer) => answer with
    {
        Body = Numbers().Replace(answer.Body, number => double.TryParse(number.ValueSpan[1..^1], CultureInfo.InvariantCulture, out var value) ? $"\"{(value == 0 ? 0 : value).ToString("R", CultureInfo.InvariantCulture)}\"" : number.Value),
    };

    [GeneratedRegex("\"-?[0-9][0-9.]*([eE][-+]?[0-9]+)?\"")]
    private static partial Regex Numbers();
}
