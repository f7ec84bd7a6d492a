using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Sam;

/// <summary>SAM's policy templates for the services that are here: what each allows on what.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html</remarks>
internal static class SamPolicyTemplates
{
    private const string Arn = "arn:${AWS::Partition}:";
    private const string Here = ":${AWS::Region}:${AWS::AccountId}:";
    private const string Table = Arn + "dynamodb" + Here + "table/${TableName}";
    private const string Bucket = Arn + "s3:::${BucketName}";

    private static readonly string[] TableAndIndexes = [Table, Table + "/index/*"];
    private static readonly string[] BucketAndObjects = [Bucket, Bucket + "/*"];

    private static readonly Dictionary<string, SamPolicyTemplate> ByName = new()
    {
        ["CloudFormationDescribeStacksPolicy"] = new([], [new(["cloudformation:DescribeStacks"], [Arn + "cloudformation" + Here + "stack/*"])]),
        ["CloudWatchDashboardPolicy"] = new([], [new(["cloudwatch:GetDashboard", "cloudwatch:ListDashboards", "cloudwatch:PutDashboard", "cloudwatch:ListMetrics"], ["*"])]),
        ["CloudWatchDescribeAlarmHistoryPolicy"] = new([], [new(["cloudwatch:DescribeAlarmHistory"], ["*"])]),
        ["CloudWatchPutMetricPolicy"] = new([], [new(["cloudwatch:PutMetricData"], ["*"])]),
        ["DynamoDBCrudPolicy"] = new(
            ["TableName"],
            [
                new(
                    [
                        "dynamodb:GetItem", "dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:Scan", "dynamodb:Query", "dynamodb:UpdateItem", "dynamodb:BatchWriteItem",
                        "dynamodb:BatchGetItem", "dynamodb:DescribeTable", "dynamodb:ConditionCheckItem",
                    ],
                    TableAndIndexes, IsList: true),
            ]),
        ["DynamoDBReadPolicy"] = new(
            ["TableName"],
            [new(["dynamodb:GetItem", "dynamodb:Scan", "dynamodb:Query", "dynamodb:BatchGetItem", "dynamodb:DescribeTable"], TableAndIndexes, IsList: true)]),
        ["DynamoDBReconfigurePolicy"] = new(["TableName"], [new(["dynamodb:UpdateTable"], [Table])]),
        ["DynamoDBStreamReadPolicy"] = new(
            ["StreamName", "TableName"],
            [
                new(["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"], [Table + "/stream/${StreamName}"]),
                new(["dynamodb:ListStreams"], [Table + "/stream/*"]),
            ]),
        ["DynamoDBWritePolicy"] = new(["TableName"], [new(["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:BatchWriteItem"], TableAndIndexes, IsList: true)]),
        ["FilterLogEventsPolicy"] = new(["LogGroupName"], [new(["logs:FilterLogEvents"], [Arn + "logs" + Here + "log-group:${LogGroupName}:log-stream:*"])]),
        ["LambdaInvokePolicy"] = new(["FunctionName"], [new(["lambda:InvokeFunction"], [Arn + "lambda" + Here + "function:${FunctionName}*"])]),
        ["S3CrudPolicy"] = new(
            ["BucketName"],
            [
                new(
                    [
                        "s3:GetObject", "s3:ListBucket", "s3:GetBucketLocation", "s3:GetObjectVersion", "s3:PutObject", "s3:PutObjectAcl", "s3:GetLifecycleConfiguration",
                        "s3:PutLifecycleConfiguration", "s3:DeleteObject",
                    ],
                    BucketAndObjects, IsList: true),
            ]),
        ["S3ReadPolicy"] = new(
            ["BucketName"],
            [new(["s3:GetObject", "s3:ListBucket", "s3:GetBucketLocation", "s3:GetObjectVersion", "s3:GetLifecycleConfiguration"], BucketAndObjects, IsList: true)]),
        ["S3WritePolicy"] = new(["BucketName"], [new(["s3:PutObject", "s3:PutObjectAcl", "s3:PutLifecycleConfiguration"], BucketAndObjects, IsList: true)]),
        ["SNSCrudPolicy"] = new(
            ["TopicName"],
            [new(["sns:ListSubscriptionsByTopic", "sns:CreateTopic", "sns:SetTopicAttributes", "sns:Subscribe", "sns:Publish"], [Arn + "sns" + Here + "${TopicName}*"])]),
        ["SNSPublishMessagePolicy"] = new(["TopicName"], [new(["sns:Publish"], [Arn + "sns" + Here + "${TopicName}"])]),
    };

    public static IEnumerable<string> Names => ByName.Keys;

    public static SamPolicyTemplate? Find(string name) => ByName.GetValueOrDefault(name);
}

/// <param name="IsList">Whether SAM writes the resources as a list even where it would be one.</param>
internal sealed record SamPolicyStatement(IReadOnlyList<string> Actions, IReadOnlyList<string> Resources, bool IsList = false);

internal sealed record SamPolicyTemplate(IReadOnlyList<string> Parameters, IReadOnlyList<SamPolicyStatement> Statements)
{
    /// <summary>The policy document for the given values.</summary>
    public Node.Map Document(Node.Map values)
    {
        var at = values.At;
        return Node.MapAt(at, ("Statement", new Node.List([.. Statements.Select(s => Statement(s, values))], at)));
    }

    private Node.Map Statement(SamPolicyStatement statement, Node.Map values)
    {
        var at = values.At;
        var resources = statement.Resources.Select(r => Resource(r, values)).ToList();
        return Node.MapAt(
            at, ("Action", new Node.List([.. statement.Actions.Select(a => Node.TextAt(a, at))], at)), ("Effect", Node.TextAt("Allow", at)),
            ("Resource", statement.IsList ? new Node.List(resources, at) : resources[0]));
    }

    /// <summary>With the parameters as variables, whose names begin with small letters in SAM's own.</summary>
    private Node Resource(string arn, Node.Map values)
    {
        var at = values.At;
        if (!arn.Contains("${", StringComparison.Ordinal)) return Node.TextAt(arn, at);
        var variables = new List<Entry>();
        foreach (var parameter in Parameters.Where(p => arn.Contains($"${{{p}}}", StringComparison.Ordinal)))
        {
            var name = char.ToLowerInvariant(parameter[0]) + parameter[1..];
            arn = arn.Replace($"${{{parameter}}}", $"${{{name}}}", StringComparison.Ordinal);
            if (values[parameter] is { } value) variables.Add(new Entry(name, at, value));
        }

        var text = Node.TextAt(arn, at);
        return Node.MapAt(at, ("Fn::Sub", variables.Count == 0 ? text : new Node.List([text, new Node.Map(variables, at)], at)));
    }
}
