using TaskTracker.Emulation.Tests.Iam;

namespace TaskTracker.Emulation.Tests.DynamoDb;

/// <summary>Permissions that depend on whose items, which attributes and what answer a request is about.</summary>
public sealed class ConditionKeyTests(IamCalls iam) : IClassFixture<IamCalls>
{
    private const string Guide = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html";

    private const string Table = """
        {"TableName":"Owned","BillingMode":"PAY_PER_REQUEST","KeySchema":[{"AttributeName":"Owner","KeyType":"HASH"}],
         "AttributeDefinitions":[{"AttributeName":"Owner","AttributeType":"S"},{"AttributeName":"Team","AttributeType":"S"}],
         "GlobalSecondaryIndexes":[{"IndexName":"ByTeam","KeySchema":[{"AttributeName":"Team","KeyType":"HASH"}],"Projection":{"ProjectionType":"ALL"}}]}
        """;

    private const string OwnOnly = """{"Effect":"Allow","Action":"dynamodb:*","Resource":"*","Condition":{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["ann","red"]},"Null":{"dynamodb:LeadingKeys":"false"}}}""";
    private const string OwnIfAny = """{"Effect":"Allow","Action":"dynamodb:*","Resource":"*","Condition":{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["ann"]}}}""";
    private const string TitlesOnly = """{"Effect":"Allow","Action":"dynamodb:*","Resource":"*","Condition":{"ForAllValues:StringEquals":{"dynamodb:Attributes":["Owner","Title"]}}}""";
    private const string NothingOld = """{"Effect":"Allow","Action":"dynamodb:*","Resource":"*","Condition":{"StringEqualsIfExists":{"dynamodb:ReturnValues":"NONE"}}}""";
    private const string Transactions = """{"Effect":"Allow","Action":"dynamodb:PutItem","Resource":"*","Condition":{"StringEquals":{"dynamodb:EnclosingOperation":"TransactWriteItems"}}}""";

    public static TheoryData<string, string, string, bool> Requests => new()
    {
        { OwnOnly, "PutItem", """{"TableName":"Owned","Item":{"Owner":{"S":"ann"}}}""", true },
        { OwnOnly, "PutItem", """{"TableName":"Owned","Item":{"Owner":{"S":"bob"}}}""", false },
        { OwnOnly, "GetItem", """{"TableName":"Owned","Key":{"Owner":{"S":"ann"}}}""", true },
        { OwnOnly, "GetItem", """{"TableName":"arn:aws:dynamodb:us-east-1:000000000000:table/Owned","Key":{"Owner":{"S":"bob"}}}""", false },
        { OwnOnly, "Scan", """{"TableName":"Owned"}""", false },
        { OwnOnly, "Query", """{"TableName":"Owned","KeyConditionExpression":"#o = :o","ExpressionAttributeNames":{"#o":"Owner"},"ExpressionAttributeValues":{":o":{"S":"ann"}}}""", true },
        { OwnOnly, "Query", """{"TableName":"Owned","KeyConditionExpression":"#o = :o","ExpressionAttributeNames":{"#o":"Owner"},"ExpressionAttributeValues":{":o":{"S":"bob"}}}""", false },
        { OwnOnly, "Query", """{"TableName":"Owned","IndexName":"ByTeam","KeyConditionExpression":"Team = :t","ExpressionAttributeValues":{":t":{"S":"red"}}}""", true },
        { OwnOnly, "Query", """{"TableName":"Owned","IndexName":"ByTeam","KeyConditionExpression":"Team = :t","ExpressionAttributeValues":{":t":{"S":"blue"}}}""", false },
        { OwnOnly, "BatchGetItem", """{"RequestItems":{"Owned":{"Keys":[{"Owner":{"S":"ann"}},{"Owner":{"S":"red"}}]}}}""", true },
        { OwnOnly, "BatchGetItem", """{"RequestItems":{"Owned":{"Keys":[{"Owner":{"S":"ann"}},{"Owner":{"S":"bob"}}]}}}""", false },
        { OwnOnly, "BatchWriteItem", """{"RequestItems":{"Owned":[{"PutRequest":{"Item":{"Owner":{"S":"bob"}}}}]}}""", false },
        { OwnOnly, "TransactWriteItems", """{"TransactItems":[{"Put":{"TableName":"Owned","Item":{"Owner":{"S":"ann"}}}}]}""", true },
        { OwnOnly, "TransactWriteItems", """{"TransactItems":[{"Put":{"TableName":"Owned","Item":{"Owner":{"S":"ann"}}}},{"Delete":{"TableName":"Owned","Key":{"Owner":{"S":"bob"}}}}]}""", false },
        { OwnIfAny, "Query", Query(":o = #o", "ann"), true },
        { OwnIfAny, "Query", Query(":o = #o", "bob"), false },
        { OwnIfAny, "Query", Query("(#o) = :o", "bob"), false },
        { OwnIfAny, "Query", Query("#o = (:o)", "bob"), false },
        { OwnIfAny, "Query", Query("(:o) = (#o)", "bob"), false },
        { OwnIfAny, "Query", """{"TableName":"Owned","KeyConditions":{"Owner":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"bob"}]}}}""", false },
        { OwnIfAny, "GetItem", """{"TableName":"Owned","Key":{"Owner":{"S":"ann"}},"Item":{"Owner":{"S":"bob"}}}""", true },
        { OwnIfAny, "GetItem", """{"TableName":"Owned","Key":{"Owner":{"S":"bob"}},"TransactItems":[]}""", false },
        { OwnIfAny, "DeleteItem", """{"TableName":"Owned","Key":{"Owner":{"S":"bob"}},"RequestItems":{}}""", false },
        { OwnIfAny, "UpdateItem", """{"TableName":"Owned","Key":{"Owner":{"S":"bob"}}}""", false },
        { OwnIfAny, "TransactGetItems", """{"TransactItems":[null,{"Get":{"TableName":"Owned","Key":{"Owner":{"S":"bob"}}}}]}""", false },
        { OwnIfAny, "TransactGetItems", """{"TransactItems":[{"Get":{"TableName":"arn:aws:dynamodb:us-east-1:000000000000:table/Owned","Key":{"Owner":{"S":"bob"}}}}]}""", false },
        { TitlesOnly, "PutItem", """{"TableName":"Owned","Item":{"Owner":{"S":"ann"},"Title":{"S":"x"}}}""", true },
        { TitlesOnly, "PutItem", Titled(Nested(32)), true },
        { TitlesOnly, "TransactWriteItems", """{"TransactItems":[null,{"Put":{"TableName":"Owned","Item":{"Owner":{"S":"ann"},"Title":{"S":"x"}}}}]}""", true },
        { TitlesOnly, "GetItem", """{"TableName":"Owned","Key":{"Owner":{"S":"ann"}},"ProjectionExpression":"Secret","TransactItems":[]}""", false },
        { TitlesOnly, "PutItem", """{"TableName":"Owned","Item":{"Owner":{"S":"ann"},"Secret":{"S":"x"}}}""", false },
        { TitlesOnly, "GetItem", """{"TableName":"Owned","Key":{"Owner":{"S":"ann"}},"ProjectionExpression":"Title"}""", true },
        { TitlesOnly, "GetItem", """{"TableName":"Owned","Key":{"Owner":{"S":"ann"}},"ProjectionExpression":"#s.Part1","ExpressionAttributeNames":{"#s":"Secret"}}""", false },
        { TitlesOnly, "UpdateItem", """{"TableName":"Owned","Key":{"Owner":{"S":"ann"}},"UpdateExpression":"SET Title = if_not_exists(Title, :t)","ExpressionAttributeValues":{":t":{"S":"x"}}}""", true },
        { TitlesOnly, "UpdateItem", """{"TableName":"Owned","Key":{"Owner":{"S":"ann"}},"UpdateExpression":"REMOVE Secret","ConditionExpression":"attribute_exists(Title)"}""", false },
        { NothingOld, "PutItem", """{"TableName":"Owned","Item":{"Owner":{"S":"ann"}}}""", true },
        { NothingOld, "PutItem", """{"TableName":"Owned","Item":{"Owner":{"S":"ann"}},"ReturnValues":"ALL_OLD"}""", false },
        { Transactions, "TransactWriteItems", """{"TransactItems":[{"Put":{"TableName":"Owned","Item":{"Owner":{"S":"ann"}}}}]}""", true },
        { Transactions, "PutItem", """{"TableName":"Owned","Item":{"Owner":{"S":"ann"}}}""", false },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    [Parity("iam/condition-keys", Evidence.Documented, Guide)]
    [Parity("dynamodb:TransactWriteItems", Evidence.Documented, "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html")]
    public async Task A_policy_allows_by_what_a_request_is_about(string statement, string operation, string body, bool isAllowed)
    {
        await iam.Root.JsonAsync("dynamodb", "DynamoDB_20120810.CreateTable", Table);
        var (_, http) = await iam.UserAsync(IamCalls.Policy(statement));

        var answer = await http.JsonAsync("dynamodb", "DynamoDB_20120810." + operation, body);

        Assert.True(isAllowed == (answer.Status == 200) && isAllowed != answer.Body.Contains("AccessDeniedException", StringComparison.Ordinal), answer.Body);
    }

    [Theory]
    [InlineData("#o = :o")]
    [InlineData(":o = #o")]
    [InlineData("(#o) = :o")]
    [InlineData("#o = (:o)")]
    [Parity("iam/condition-keys", Evidence.Documented, Guide)]
    public async Task A_role_that_may_read_its_own_partition_reads_no_other_however_it_asks(string condition)
    {
        await iam.Root.JsonAsync("dynamodb", "DynamoDB_20120810.CreateTable", Table);
        foreach (var owner in (string[])["ann", "bob"])
        {
            await iam.Root.JsonAsync("dynamodb", "DynamoDB_20120810.PutItem", $$$$"""{"TableName":"Owned","Item":{"Owner":{"S":"{{{{owner}}}}"},"Secret":{"S":"of {{{{owner}}}}"}}}""");
        }

        var session = await iam.AssumeAsync(await iam.RoleAsync(IamCalls.Policy(OwnIfAny)));
        var own = await session.JsonAsync("dynamodb", "DynamoDB_20120810.Query", Query(condition, "ann"));
        var other = await session.JsonAsync("dynamodb", "DynamoDB_20120810.Query", Query(condition, "bob"));

        Assert.Contains("of ann", own.Body, StringComparison.Ordinal);
        Assert.Equal(400, other.Status);
        Assert.Contains("AccessDeniedException", other.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("of bob", other.Body, StringComparison.Ordinal);
    }

    private static string Query(string condition, string owner) =>
        $$$$"""{"TableName":"Owned","KeyConditionExpression":"{{{{condition}}}}","ExpressionAttributeNames":{"#o":"Owner"},"ExpressionAttributeValues":{":o":{"S":"{{{{owner}}}}"}}}""";

    private static string Titled(string title) => """{"TableName":"Owned","Item":{"Owner":{"S":"ann"},"Title":TITLE}}""".Replace("TITLE", title, StringComparison.Ordinal);

    /// <summary>A value that nests so deep.</summary>
    private static string Nested(int levels) => string.Concat(Enumerable.Repeat("{\"M\":{\"a\":", levels - 1)) + "{\"S\":\"x\"}" + string.Concat(Enumerable.Repeat("}}", levels - 1));
}
