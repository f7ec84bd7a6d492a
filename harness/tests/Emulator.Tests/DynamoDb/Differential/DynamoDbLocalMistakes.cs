namespace TaskTracker.Emulation.Tests.DynamoDb.Differential;

/// <summary>How DynamoDB Local of January 2020 words what it finds wrong with a call, beside the words that AWS has.</summary>
internal static class DynamoDbLocalMistakes
{
    private const string Captures = "captures of AWS, https://github.com/paritysuite/dynamodb-conformance (2026)";
    private const string Dynalite = "recorded by dynalite's authors, and dynalite answers like us";
    private const string Maps = "https://github.com/enGMzizo/copy-dynamodb-table/issues/7, https://github.com/boto/boto3/issues/483";

    private const string Seen = "seen on AWS: https://github.com/sensedeep/dynamodb-onetable/issues/377, https://github.com/dynamodb-toolbox/dynamodb-toolbox/issues/1195";

    public static readonly IReadOnlyList<Mistake> All =
    [
        new(
            "ReturnValues that the operation has not",
            "ReturnValues can only be|at 'returnValues' failed|Failed to satisfy constraint: Member must satisfy enum",
            "Return values set to invalid value",
            "\"ReturnValues\"",
            Dynalite),
        new(
            "an enumeration's value",
            "at '(returnConsumedCapacity|returnItemCollectionMetrics|select|conditionalOperator|billingMode|[a-zA-Z.0-9]*(returnValues|comparisonOperator|action|attributeType|keyType)[a-zA-Z]*)' failed",
            "ValidationException Member must satisfy enum value set",
            "\"(ReturnConsumedCapacity|ReturnItemCollectionMetrics|Select|ConditionalOperator|BillingMode|ReturnValuesOnConditionCheckFailure|ComparisonOperator|Action|AttributeType|KeyType)\"",
            Dynalite),
        new("a condition without an operator", "at '[a-zA-Z.0-9]*comparisonOperator' failed", "Comparison type does not exist", "\"(KeyConditions|QueryFilter|ScanFilter|Expected)\"", Dynalite),
        new("a table's list of writes", "at 'requestItems' failed to satisfy constraint: Map value", "The batch write request list", "^BatchWriteItem ", Maps),
        new("a table's list of keys", "at '[rR]equestItems[^']*[kK]eys' failed", "The list of keys in RequestItems", "^BatchGetItem ", Captures),
        new("no tables in a batch", "The requestItems parameter is required|at '[rR]equestItems' failed", "cannot have a null or no requests set|must have some requests set", "^Batch", Captures),
        new("a name in a map of tables", "Map keys must satisfy constraint", "Invalid table/index name", "^Batch", Captures),
        new("the name of a table or an index", "at '([a-zA-Z.0-9]*tableName|TableName|indexName|exclusiveStartTableName)' failed", "Invalid table/index name", "", Captures),
        new("an empty key", "cannot contain an empty", "An AttributeValue may not contain an empty", "\"[SB]\":\"\"", Captures),
        new("an empty set", "set  may not be empty", "Sets cannot be empty|set  may not be empty", "\"(SS|NS|BS)\":\\[\\]", Dynalite),
        new("a text that is no number", "cannot be converted to a numeric value", "cannot be converted into a number", "\"N\":\"(x|)\"", Dynalite),
        new(
            "a number out of range",
            "Number (over|under)flow|more than 38 significant digits",
            "Number (over|under)flow|more than 38 significant digits|only supports precision up to 38 digits",
            "\"N\"",
            Dynalite),
        new("a limit", "at '[lL]imit' failed", "Limit (in ListTables )?must be", "\"Limit\"", Captures),
        new(
            "the key's attributes",
            "The provided key element does not match the schema|Type mismatch for key|Missing the key",
            "number of conditions on the keys is invalid|required keys was not given a value|Type mismatch for attribute to update|Invalid attribute value type",
            "\"(Keys?|Item|ExclusiveStartKey)\"",
            Dynalite),
        new("no key", "at '[a-zA-Z.0-9]*key' failed", "Cannot have null key", "^(GetItem|DeleteItem|UpdateItem) ", Dynalite),
        new("no item", "at '[a-zA-Z.0-9]*item' failed", "Item to put in PutItem cannot be null", "^PutItem ", Dynalite),
        new("an index's key of another type", "Type mismatch for Index Key", "Type mismatch for Index Key|Type mismatch for attribute to update|Invalid attribute value type", "\"[gl]\"| [gl] = ", Dynalite),
        new(
            "a segment",
            "The (TotalSegments|Segment) parameter|at '(totalSegments|segment)' failed",
            "[sS]egments?( is specified| must)|total segments is specfied|at '(totalSegments|segment)' failed",
            "Segment",
            Dynalite),
        Alike("a path into the key", "Key attributes must be scalars", "Expression\"", Dynalite),
        Alike("Select that contradicts the rest", "Must specify the AttributesToGet or|Cannot specify the|ALL_PROJECTED_ATTRIBUTES can be used", "\"Select\"", Captures),
        new("no attributes to get", "at 'attributesToGet' failed", "AttributesToGet cannot be empty", "\"AttributesToGet\"", Dynalite),
        Alike("a key condition without a part of the key", "Query condition missed key schema element", "^Query ", Dynalite),
        new(
            "no key condition",
            "KeyConditionExpression parameter must be specified|Conditions can be of length",
            "Conditions can be of length|KeyConditionExpression parameter must be specified",
            "^Query ",
            Dynalite),
        new(
            "the type of a key condition",
            "Condition parameter type does not match",
            "Condition parameter type does not match|Only scalar types can be used",
            "^Query ",
            Dynalite),
        Alike("what no key condition can be", "not an indexable operation|Query key condition not supported|Invalid operator used in KeyConditionExpression", "^Query ", Dynalite),
        Alike("a filter on the key", "can only contain non-primary key attributes", "Filter", Dynalite),
        Alike("a filter on what an index does not hold", "does not project one or more filter attributes", "\"IndexName\"", Seen),
        new("a key to go on after", "The provided starting key|cannot be restarted|Exclusive Start Key", "Exclusive [Ss]tart [Kk]ey|The provided starting key|Type mismatch for attribute to update|Invalid attribute value type", "\"ExclusiveStartKey\"", Dynalite),
        new("a consistent read of a global index", "Consistent reads are not supported", "Consistent read cannot be true", "\"ConsistentRead\"", Dynalite),
        Alike("an index that is not there", "does not have the specified index", "\"IndexName\"", Dynalite),
        Alike("an update of the key", "This attribute is part of the key", "^(UpdateItem|TransactWriteItems) ", Dynalite),
        Alike("the operands of ADD and DELETE", "operator: (ADD|DELETE), operand type: ", "ADD|DELETE", Captures),
        Alike("a legacy action", "action (with value )?is not supported for the type|Only DELETE action is allowed", "\"AttributeUpdates\"", Dynalite),
        Alike(
            "a legacy condition",
            "Invalid number of argument|is not valid for|must be of same type|must be used with ComparisonOperator|when Exists is|ConditionalOperator c",
            "\"(KeyConditions|QueryFilter|ScanFilter|Expected|ConditionalOperator)\"",
            Dynalite),
        new("throughput", "at 'provisionedThroughput[^']*' failed|WriteCapacityUnits (must both|can) be specified", "Table read and write throughput must be|No provisioned throughput specified", "\"ProvisionedThroughput\"|^CreateTable ", Dynalite),
        new("nothing to update", "At least one of ProvisionedThroughput", "Nothing to update", "^UpdateTable ", Dynalite),
        new("an attribute that is named twice", "Duplicate value in attribute name", "Cannot have two attributes with the same name", "^CreateTable |\"AttributesToGet\"", Dynalite),
        new(
            "a table's key",
            "Invalid KeySchema|Both the Hash Key and the Range Key|at 'keySchema[^']*' failed|Number of attributes in KeySchema|key attributes are not defined",
            "No Hash Key specified|Too many hash keys|Invalid key order|Two keys can not have the same name|Hash Key not specified in Attribute Definitions",
            "^CreateTable ",
            Dynalite),
        Alike("the actions of a transaction", "at 'transactItems' failed", "^Transact", Captures),
        Alike("the token of a transaction", "at 'clientRequestToken' failed", "^TransactWriteItems ", Captures),
        Alike("an item twice in a transaction", "cannot include multiple operations on one item", "^Transact", Dynalite),
        Alike("a key twice in a batch", "item keys contains duplicates", "^Batch", Dynalite),
        Alike("a value of no type, or of several", "Supplied AttributeValue|has more than one datatypes", "", Dynalite),
        Alike("values without an expression", "can only be specified when using expressions", "\"ExpressionAttribute", Captures),
        Alike("names or values that are none", "ExpressionAttribute(Values|Names) must not be empty|unused in expressions", "\"ExpressionAttribute", Dynalite),
        Alike("expressions beside what they replaced", "both expression and non-expression", "Expression\"", Dynalite),
        Alike("how an expression is written", "Syntax error|The expression can not be empty|Invalid function name|reserved keyword", "Expression\"", Captures),
        Alike("what an expression names", "is not defined; attribute|paths overlap|attribute type name found", "Expression\"", Dynalite),
        Alike("an expression's operands", "operator or function: |The BETWEEN operator requires|Incorrect number of operands", "Expression\"", Dynalite),
        Alike("what an update finds in the item", "document path provided|does not exist in the item|incorrect data type", "\"UpdateExpression\"", Dynalite),
    ];

    /// <summary>A mistake that both word alike but for its particulars.</summary>
    private static Mistake Alike(string name, string words, string calls, string why) => new(name, words, words, calls, why);
}
