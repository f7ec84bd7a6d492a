using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Sam;

/// <summary>AWS::Serverless::SimpleTable: a table with one key.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-simpletable.html</remarks>
internal static class SamSimpleTable
{
    private const string Type = "AWS::Serverless::SimpleTable";

    private static readonly string[] Supported = ["PointInTimeRecoverySpecification", "PrimaryKey", "ProvisionedThroughput", "SSESpecification", "TableName", "Tags"];

    private static readonly Dictionary<string, string> Types = new() { ["String"] = "S", ["Number"] = "N", ["Binary"] = "B" };

    public static IEnumerable<Entry> Translate(SamResource table)
    {
        table.RefuseOthers(Type, Supported, []);
        var (name, type) = Key(table);
        var throughput = table["ProvisionedThroughput"];
        return
        [
            table.Main("AWS::DynamoDB::Table",
                ("AttributeDefinitions", OneOf(table, ("AttributeName", name), ("AttributeType", table.Text(type)))),
                ("KeySchema", OneOf(table, ("AttributeName", name), ("KeyType", table.Text("HASH")))),
                ("BillingMode", throughput is null ? table.Text("PAY_PER_REQUEST") : null), ("ProvisionedThroughput", throughput), ("TableName", table["TableName"]),
                ("PointInTimeRecoverySpecification", table["PointInTimeRecoverySpecification"]), ("SSESpecification", table["SSESpecification"]), ("Tags", table.TagList())),
        ];
    }

    private static (Node Name, string Type) Key(SamResource table)
    {
        if (table["PrimaryKey"] is not { } given) return (table.Text("id"), "S");
        var key = given as Node.Map;
        foreach (var member in (string[])["Name", "Type"])
        {
            if (key?[member] is null) table.Refuse($"Property 'PrimaryKey.{member}' is required.", given.At);
        }

        var type = key?["Type"]?.AsText ?? "String";
        if (!Types.ContainsKey(type)) table.Refuse($"Invalid 'Type' \"{type}\".", given.At);
        return (key?["Name"] ?? table.Text("id"), Types.GetValueOrDefault(type, "S"));
    }

    private static Node.List OneOf(SamResource table, params ReadOnlySpan<(string Key, Node? Value)> members) => new([Node.MapAt(table.At, members)], table.At);
}
