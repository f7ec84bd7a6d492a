using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Wire;

namespace TaskTracker.Emulation.Services.DynamoDb.Operations;

internal sealed record TagResourceRequest(string Arn, string Table, IReadOnlyList<SentPair> Tags) : ITableRequest<TagResourceRequest>
{
    public string Resource => "table/" + Table;

    public static TagResourceRequest Read(ReadOnlySpan<byte> body)
    {
        var sent = TableParameters.Read(body);
        if (sent.ResourceArn is null) throw DynamoDbErrors.Validation("Invalid TableArn");
        var constraints = new Constraints();
        constraints.NotNull(sent.Tags, "tags");
        constraints.Tags(sent.Tags);
        constraints.ThrowIfBroken();
        var table = TagTarget.NameIn(sent.ResourceArn);
        if (sent.Tags is not { Count: > 0 } tags) throw DynamoDbErrors.Validation("Atleast one Tag needs to be provided as Input.");
        TableConstraints.RefuseRepeated(tags);
        return new TagResourceRequest(sent.ResourceArn, table, tags);
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html</remarks>
internal static class TagResource
{
    public static Nothing Execute(Tables tables, TagResourceRequest request) => tables.Changes.Commit(() =>
    {
        var table = tables.Find(request.Table) ?? throw DynamoDbErrors.ArnNotFound(request.Arn);
        var tags = request.Tags.Aggregate(table.Definition.Tags, (all, tag) => all.SetItem(tag.First ?? "", tag.Second ?? ""));
        return ((TableChange?)new TableChange.Redefined(table.Definition with { Tags = tags }), Nothing.Value);
    });
}
