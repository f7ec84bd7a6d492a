using static TaskTracker.Emulation.Tests.DynamoDb.Differential.KnownDifference;

namespace TaskTracker.Emulation.Tests.DynamoDb.Differential;

/// <summary>Where dynalite 4.0.0 answers otherwise.</summary>
internal static class DynaliteDifferences
{
    private const string Captures = "captures of AWS, https://github.com/paritysuite/dynamodb-conformance (2026)";
    private const string LocalAgrees = "DynamoDB Local answers like us";
    private const string Read = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html";
    private const string Writes = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html#LSI.ThroughputConsiderations";

    public static readonly IReadOnlyList<KnownDifference> All =
    [
        Words("the operand types of ADD and DELETE are named by their set", Captures, "operator: (ADD|DELETE), operand type: .*, typeSet: ", "operator: (ADD|DELETE), operand type: "),
        Words("an empty key has a sentence of its own", Captures, "are not valid. The AttributeValue for a key attribute cannot contain an empty", "cannot contain an empty"),
        Words("no keys, no limit, no table name: names are written as in the model", Captures, "Value at '(RequestItems\\.|Limit|TableName)", "^ValidationException "),
        Words("a syntax error tells the token, not what would have been right", Captures, "Syntax error; token: ", "Syntax error; "),
        Words("RequestItems is missing", Captures, "The requestItems parameter is required|at 'RequestItems' failed", "at 'requestItems' failed"),
        Words("how a map of requests is shown", "https://github.com/enGMzizo/copy-dynamodb-table/issues/7, https://github.com/boto/boto3/issues/483", "at 'requestItems' failed to satisfy constraint: Map ", "at 'requestItems' failed to satisfy constraint: Map "),
        Words("a table's name is looked at before all else", Captures, "at 'tableName' failed to satisfy", "at 'tableName' failed|TableName must be at least"),
        new("Select that contradicts the rest is refused", "embedded", $"{Captures}; {LocalAgrees}", (_, ours, _) => Says(ours, "(Must specify the AttributesToGet or|Cannot specify the|ALL_PROJECTED_ATTRIBUTES can be used)")),
        new("a delete answers ALL_OLD or nothing", "embedded", $"https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html; {LocalAgrees}",
            (step, ours, _) => step.Operation == "DeleteItem" && Says(ours, "ReturnValues can only be")),
        new("operands are checked before the table and the item are looked at", "embedded", $"{Captures}; {LocalAgrees}", (_, ours, theirs) =>
            Says(ours, "Incorrect operand type for operator or function; operator or function: (<|<=|>|>=|BETWEEN),")
            && (theirs.Status == 200 || Says(theirs, "^ConditionalCheckFailed|The BETWEEN operator requires|ComparisonOperator .* is not valid for|key element does not match|Missing the key|specified index"))),
        Words("which of two wrong things about a key condition is told", Captures,
            "Query condition missed key schema element|Condition parameter type does not match|Attempted conditional constraint", "ComparisonOperator .* is not valid for"),
        new("half a unit for a read that finds nothing", "embedded", Read, (step, ours, theirs) => IsReadOfNothing(ours) && SameWithout("ConsumedCapacity", step, ours, theirs)),
        new("a local index costs its own write", "embedded", Writes, (step, ours, theirs) => IsOnIndexes(step) && SameWithout("ConsumedCapacity", step, ours, theirs)),
        new("the size of an item collection", "embedded", "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html#LSI.ItemCollections",
            (step, ours, theirs) => IsOnIndexes(step) && SameWithout("ItemCollectionMetrics", step, Without("ConsumedCapacity", ours), Without("ConsumedCapacity", theirs))),
        new("attributes that are missing are equal there", "embedded", $"a comparison with nothing is false; {LocalAgrees}",
            (step, ours, theirs) => Mentions(step, "= b", "= size(b)") && (Says(ours, "^ConditionalCheckFailed") || ours.Status == 200) && (theirs.Status == 200 || Says(theirs, "^ConditionalCheckFailed")))
        {
            Diverges = true,
        },
        new("an AttributeUpdates of DELETE alone makes an item there", "embedded", "two suites that were run on AWS agree: such an update does not create the item",
            (step, ours, theirs) => Mentions(step, "AttributeUpdates") && ours.Status == 200 && theirs.Status == 200 && !ours.Body.Contains("\"Attributes\"", StringComparison.Ordinal))
        {
            Diverges = true,
        },
        new("a segment without their number is refused, be it the first", "embedded", $"https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html; {LocalAgrees}",
            (step, ours, _) => Says(ours, "The TotalSegments parameter is required") && Mentions(step, "\"Segment\":0")),
        new("ConditionalOperator needs two conditions", "embedded", $"dynalite says so of conditions with an operator, not of values; {LocalAgrees}", (_, ours, _) => Says(ours, "ConditionalOperator can only be used")),
        Words("in which order several constraints are told", "nobody has recorded these together", "^ValidationException Value .*; Value ", "^ValidationException Value .*; Value ", right: "open"),
        Words("a batch with an empty key and a key twice", "an empty key is found before the rest is looked at: https://github.com/paritysuite/dynamodb-conformance/pull/46", "cannot contain an empty", "contains duplicates"),
        new("an index's type of a value that a failed condition keeps out", "embedded", "the condition is evaluated first: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html",
            (step, ours, theirs) => step.Operation == "UpdateItem" && Says(ours, "^ConditionalCheckFailed") && Says(theirs, "Type mismatch for Index Key")),
        new("UPDATED_OLD and UPDATED_NEW where nothing is left", "embedded", "seen on AWS without Attributes: https://github.com/ExtendDB/extenddb/pull/121, https://github.com/nubo-db/dynoxide/issues/36",
            (step, ours, theirs) => Mentions(step, "UPDATED_NEW", "UPDATED_OLD") && SameWithout("ItemCollectionMetrics", step, Without("ConsumedCapacity", ours), Without("ConsumedCapacity", Without("Attributes", theirs)))),
        new("the types that an operator compares with", "embedded", "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Condition.html", (_, ours, theirs) =>
            Says(ours, "ComparisonOperator .* is not valid for") && (theirs.Status == 200 || Says(theirs, "^ConditionalCheckFailed"))),
        new("a local index answers what it does not hold from the table", "embedded", "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html#LSI.Projections",
            (step, ours, theirs) => Mentions(step, "\"lsi\"") && SameWithout("ConsumedCapacity", step, Without("Count", Without("Items", ours)), Without("Count", Without("Items", theirs)))),
        new("a filter about what an index does not hold", "embedded", $"seen on AWS: https://github.com/sensedeep/dynamodb-onetable/issues/377, https://github.com/dynamodb-toolbox/dynamodb-toolbox/issues/1195; {LocalAgrees}",
            (step, ours, theirs) => step.Operation == "Query" && Says(ours, "does not project one or more filter attributes") && theirs.Status == 200),
        new("the key of an index is never empty", "embedded", Captures, (_, ours, theirs) => Says(ours, "secondary index key .*not supported.* cannot contain an empty") && theirs.Status == 200),
        new("an index's key is empty and a condition fails", "open", "nobody has recorded these together", (_, ours, theirs) => Says(ours, "secondary index key") && Says(theirs, "^ConditionalCheckFailed")),
        new("a key condition's value is never empty", "embedded", Captures, (step, ours, theirs) => step.Operation == "Query" && Says(ours, "cannot contain an empty") && theirs.Status == 200),
        Words("a table that is there has its name told", Captures, "^ResourceInUseException Table already exists: ", "^ResourceInUseException $"),
        new("EQ and NE are for all types", "embedded", $"https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Condition.html; {LocalAgrees}", (_, _, theirs) =>
            Says(theirs, "ComparisonOperator (EQ|NE) is not valid for")),
        Words("expression values without an expression", Captures, "can only be specified when using expressions$", "can only be specified when using expressions: "),
        new("ConditionalOperator without conditions", "embedded", $"dynalite says so of other operations; {LocalAgrees}", (_, ours, _) => Says(ours, "ConditionalOperator cannot be used without Filter or Expected")),
        Words("ReturnValues of an unknown kind", Captures, "Member must satisfy enum value set: \\[ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE\\]", "at 'returnValues' failed"),
        Words("an index's key that is empty and of another type", "nobody has recorded these together", "update a secondary index key to a value that is not supported", "Type mismatch for Index Key", right: "open"),
        new("an empty set inside a value of Expected", "embedded", "empty sets are no values: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html",
            (step, ours, theirs) => Mentions(step, "Expected") && Says(ours, "set  may not be empty") && (theirs.Status == 200 || Says(theirs, "^ConditionalCheckFailed"))),
        new("a number in a value of Expected is a number", "embedded", "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html; dynalite looks at those with Value alone",
            (step, ours, theirs) => Mentions(step, "Expected") && Says(ours, "Number (over|under)flow|cannot be converted to a numeric|significant digits") && (theirs.Status == 200 || Says(theirs, "^ConditionalCheckFailed"))),
        new("IN finds empty values", "embedded", "values may be empty since 2020: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html",
            (step, ours, theirs) => Mentions(step, "IN (", "\"IN\"") && Mentions(step, ":\"\"") && (ours.Status == 200 || Says(ours, "^ConditionalCheckFailed")) && (theirs.Status == 200 || Says(theirs, "^ConditionalCheckFailed"))),
        new("a list contains a set", "embedded", LocalAgrees, (step, ours, theirs) =>
            Mentions(step, "contains(", "\"CONTAINS\"") && Mentions(step, "\"SS\"", "\"NS\"", "\"BS\"") && ours.Status == 200 && theirs.Status == 200 && step.Operation is ("Scan" or "Query")),
        new("a sum that has no 38 digits", "embedded", LocalAgrees, (step, ours, theirs) => step.Operation == "UpdateItem" && Says(ours, "Number (over|under)flow|significant digits") && theirs.Status == 200),
        Words("two members of wrong types: which of them is told", "the order of the members in the call here, of the model there; nobody has recorded these together", "^SerializationException", "^SerializationException", right: "open"),
        Words("a name of no letters is none", "it has one at least: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html", "Empty attribute name for key", "attribute name used in the document path is not defined"),
        Segments,
        Mistake.Order("open", "each alone is told alike; nobody has recorded them together", [.. DynamoDbLocalMistakes.All.Select(m => m with { Theirs = m.Ours })]),
    ];

    private static bool IsReadOfNothing(Answer answer) => answer.Status == 200 && answer.Body.Contains("\"ScannedCount\":0", StringComparison.Ordinal);

    private static bool IsOnIndexes(Step step) => Mentions(step, "$THREE");

    private static bool Mentions(Step step, params string[] words) => words.Any(w => step.Body.Contains(w, StringComparison.Ordinal));
}
