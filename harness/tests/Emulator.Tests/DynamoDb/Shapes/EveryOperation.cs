namespace TaskTracker.Emulation.Tests.DynamoDb.Shapes;

/// <param name="Target">Before the dot of <c>X-Amz-Target</c>.</param>
/// <param name="Body">Holds <c>$TABLE</c>, and <c>$ARN</c>, <c>$STREAM</c>, <c>$SHARD</c> and <c>$ITERATOR</c> of answers before it.</param>
public sealed record Call(string Target, string Operation, string Body)
{
    /// <summary>What was answered fills in what later calls need.</summary>
    public Call With(IReadOnlyDictionary<string, string> known) => this with { Body = known.Aggregate(Body, (body, k) => body.Replace(k.Key, k.Value, StringComparison.Ordinal)) };

    public override string ToString() => $"{Target}.{Operation} {Body}";
}

/// <summary>A call of every operation with as many members as go together, in an order in which all of them are accepted.</summary>
public static class EveryOperation
{
    private const string Items = "DynamoDB_20120810";
    private const string Streams = "DynamoDBStreams_20120810";

    public static readonly IReadOnlyList<Call> Calls =
    [
        new(Items, "CreateTable", """
            {"TableName":"$TABLE","BillingMode":"PROVISIONED","ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":5},"DeletionProtectionEnabled":false,
             "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"},{"AttributeName":"r","AttributeType":"N"},{"AttributeName":"g","AttributeType":"S"}],
             "KeySchema":[{"AttributeName":"id","KeyType":"HASH"},{"AttributeName":"r","KeyType":"RANGE"}],
             "GlobalSecondaryIndexes":[{"IndexName":"gsi","KeySchema":[{"AttributeName":"g","KeyType":"HASH"}],"Projection":{"ProjectionType":"INCLUDE","NonKeyAttributes":["a"]},
              "ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":5}}],
             "LocalSecondaryIndexes":[{"IndexName":"lsi","KeySchema":[{"AttributeName":"id","KeyType":"HASH"},{"AttributeName":"g","KeyType":"RANGE"}],"Projection":{"ProjectionType":"ALL"}}],
             "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_AND_OLD_IMAGES"},"TableClass":"STANDARD","Tags":[{"Key":"team","Value":"tasks"}]}
            """),
        new(Items, "DescribeTable", """{"TableName":"$TABLE"}"""),
        new(Items, "ListTables", """{"Limit":1}"""),
        new(Items, "PutItem", """
            {"TableName":"$TABLE","Item":{"id":{"S":"x"},"r":{"N":"1"},"g":{"S":"q"},"a":{"L":[{"NULL":true},{"BOOL":false},{"M":{"m":{"B":"AAE="}}}]},"ss":{"SS":["a","b"]},"ns":{"NS":["1","2"]},"bs":{"BS":["AAE="]}},
             "ConditionExpression":"attribute_not_exists(#i) OR #i = :x","ExpressionAttributeNames":{"#i":"id"},"ExpressionAttributeValues":{":x":{"S":"x"}},
             "ReturnValues":"ALL_OLD","ReturnConsumedCapacity":"INDEXES","ReturnItemCollectionMetrics":"SIZE","ReturnValuesOnConditionCheckFailure":"ALL_OLD"}
            """),
        new(Items, "UpdateItem", """
            {"TableName":"$TABLE","Key":{"id":{"S":"x"},"r":{"N":"1"}},"UpdateExpression":"SET n = if_not_exists(n, :n) + :n, #b = list_append(:l, :l) REMOVE z ADD ns :ns DELETE ss :ss",
             "ConditionExpression":"attribute_exists(id)","ExpressionAttributeNames":{"#b":"b"},"ReturnValues":"ALL_NEW","ReturnConsumedCapacity":"TOTAL","ReturnItemCollectionMetrics":"SIZE",
             "ExpressionAttributeValues":{":n":{"N":"1"},":l":{"L":[]},":ns":{"NS":["7"]},":ss":{"SS":["a"]}}}
            """),
        new(Items, "UpdateItem", """
            {"TableName":"$TABLE","Key":{"id":{"S":"x"},"r":{"N":"1"}},"AttributeUpdates":{"b":{"Action":"PUT","Value":{"S":"y"}}},"Expected":{"n":{"ComparisonOperator":"GE","AttributeValueList":[{"N":"1"}]}},"ReturnValues":"UPDATED_OLD"}
            """),
        new(Items, "GetItem", """{"TableName":"$TABLE","Key":{"id":{"S":"x"},"r":{"N":"1"}},"ConsistentRead":true,"ProjectionExpression":"#b, a[0], ss","ExpressionAttributeNames":{"#b":"b"},"ReturnConsumedCapacity":"TOTAL"}"""),
        new(Items, "Query", """
            {"TableName":"$TABLE","IndexName":"lsi","KeyConditionExpression":"id = :i AND begins_with(g, :g)","FilterExpression":"size(ns) > :n","ExpressionAttributeValues":{":i":{"S":"x"},":g":{"S":"q"},":n":{"N":"0"}},
             "ScanIndexForward":false,"Limit":1,"Select":"ALL_ATTRIBUTES","ConsistentRead":true,"ReturnConsumedCapacity":"INDEXES"}
            """),
        new(Items, "Query", """
            {"TableName":"$TABLE","KeyConditions":{"id":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"x"}]},"r":{"ComparisonOperator":"BETWEEN","AttributeValueList":[{"N":"0"},{"N":"9"}]}},
             "QueryFilter":{"b":{"ComparisonOperator":"NOT_NULL"},"n":{"ComparisonOperator":"IN","AttributeValueList":[{"N":"2"}]}},"ConditionalOperator":"OR","AttributesToGet":["a"],"ExclusiveStartKey":{"id":{"S":"x"},"r":{"N":"0"}}}
            """),
        new(Items, "Scan", """{"TableName":"$TABLE","TotalSegments":1,"Segment":0,"Limit":1,"FilterExpression":"contains(ss, :s) AND NOT g BETWEEN :s AND :s","ExpressionAttributeValues":{":s":{"S":"b"}},"ReturnConsumedCapacity":"INDEXES"}"""),
        new(Items, "Scan", """{"TableName":"$TABLE","ScanFilter":{"b":{"ComparisonOperator":"CONTAINS","AttributeValueList":[{"S":"y"}]}},"AttributesToGet":["a"],"ExclusiveStartKey":{"id":{"S":"y"},"r":{"N":"0"}}}"""),
        new(Items, "BatchWriteItem", """
            {"RequestItems":{"$TABLE":[{"PutRequest":{"Item":{"id":{"S":"y"},"r":{"N":"2"}}}},{"DeleteRequest":{"Key":{"id":{"S":"y"},"r":{"N":"3"}}}}]},"ReturnConsumedCapacity":"INDEXES","ReturnItemCollectionMetrics":"SIZE"}
            """),
        new(Items, "BatchGetItem", """
            {"RequestItems":{"$TABLE":{"Keys":[{"id":{"S":"y"},"r":{"N":"2"}}],"ProjectionExpression":"#i","ExpressionAttributeNames":{"#i":"id"},"ConsistentRead":true}},"ReturnConsumedCapacity":"TOTAL"}
            """),
        new(Items, "TransactWriteItems", """
            {"TransactItems":[{"Put":{"TableName":"$TABLE","Item":{"id":{"S":"t"},"r":{"N":"1"}},"ConditionExpression":"attribute_not_exists(zz)"}},
              {"Update":{"TableName":"$TABLE","Key":{"id":{"S":"t"},"r":{"N":"2"}},"UpdateExpression":"SET v = :v","ExpressionAttributeValues":{":v":{"N":"1"}}}},
              {"Delete":{"TableName":"$TABLE","Key":{"id":{"S":"t"},"r":{"N":"3"}}}},
              {"ConditionCheck":{"TableName":"$TABLE","Key":{"id":{"S":"t"},"r":{"N":"4"}},"ConditionExpression":"attribute_not_exists(id)","ReturnValuesOnConditionCheckFailure":"ALL_OLD"}}],
             "ReturnConsumedCapacity":"INDEXES","ReturnItemCollectionMetrics":"SIZE"}
            """),
        new(Items, "TransactGetItems", """{"TransactItems":[{"Get":{"TableName":"$TABLE","Key":{"id":{"S":"t"},"r":{"N":"1"}},"ProjectionExpression":"id"}}],"ReturnConsumedCapacity":"TOTAL"}"""),
        new(Items, "UpdateTimeToLive", """{"TableName":"$TABLE","TimeToLiveSpecification":{"AttributeName":"ttl","Enabled":true}}"""),
        new(Items, "DescribeTimeToLive", """{"TableName":"$TABLE"}"""),
        new(Items, "TagResource", """{"ResourceArn":"$ARN","Tags":[{"Key":"stage","Value":"test"}]}"""),
        new(Items, "ListTagsOfResource", """{"ResourceArn":"$ARN"}"""),
        new(Items, "UntagResource", """{"ResourceArn":"$ARN","TagKeys":["stage"]}"""),
        new(Items, "UpdateContinuousBackups", """{"TableName":"$TABLE","PointInTimeRecoverySpecification":{"PointInTimeRecoveryEnabled":true}}"""),
        new(Items, "DescribeContinuousBackups", """{"TableName":"$TABLE"}"""),
        new(Items, "DescribeLimits", "{}"),
        new(Items, "DescribeEndpoints", "{}"),
        new(Streams, "ListStreams", """{"TableName":"$TABLE","Limit":1}"""),
        new(Streams, "DescribeStream", """{"StreamArn":"$STREAM","Limit":1}"""),
        new(Streams, "GetShardIterator", """{"StreamArn":"$STREAM","ShardId":"$SHARD","ShardIteratorType":"TRIM_HORIZON"}"""),
        new(Streams, "GetRecords", """{"ShardIterator":"$ITERATOR","Limit":100}"""),
        new(Items, "UpdateTable", """{"TableName":"$TABLE","GlobalSecondaryIndexUpdates":[{"Delete":{"IndexName":"gsi"}}]}"""),
        new(Items, "DeleteItem", """
            {"TableName":"$TABLE","Key":{"id":{"S":"x"},"r":{"N":"1"}},"Expected":{"b":{"Exists":true,"Value":{"S":"y"}}},"ReturnValues":"ALL_OLD","ReturnConsumedCapacity":"INDEXES","ReturnItemCollectionMetrics":"SIZE"}
            """),
        new(Items, "DeleteTable", """{"TableName":"$TABLE"}"""),
    ];

    /// <summary>Calls them one after another; each answer may fill in what the next ones need.</summary>
    public static async Task RunAsync(SignedHttp http, string table, Func<Call, HttpAnswer, Task> look)
    {
        var known = new Dictionary<string, string> { ["$TABLE"] = table };
        foreach (var call in Calls.Select(c => c.With(known)))
        {
            var answer = await http.JsonAsync("dynamodb", $"{call.Target}.{call.Operation}", call.Body);
            await look(call, answer);
            Learn(known, answer.Body);
        }
    }

    private static void Learn(Dictionary<string, string> known, string body)
    {
        foreach (var (name, member) in ((string, string)[])[("$ARN", "TableArn"), ("$STREAM", "LatestStreamArn"), ("$SHARD", "ShardId"), ("$ITERATOR", "ShardIterator")])
        {
            var at = body.IndexOf($"\"{member}\":\"", StringComparison.Ordinal);
            if (at < 0 || known.ContainsKey(name)) continue;
            var from = at + member.Length + 4;
            known[name] = body[from..body.IndexOf('"', from)];
        }
    }
}
