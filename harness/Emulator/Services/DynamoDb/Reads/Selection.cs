using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Values;
using TaskTracker.Emulation.Services.DynamoDb.Wire;

namespace TaskTracker.Emulation.Services.DynamoDb.Reads;

/// <summary>Which attributes a Query or a Scan answers.</summary>
internal static class Selection
{
    /// <exception cref="AwsError">ValidationException: <c>Select</c> contradicts the rest of the request.</exception>
    public static void Check(ItemParameters sent)
    {
        var problem = (sent.Select, sent.Expressions.ProjectionMember) switch
        {
            ("SPECIFIC_ATTRIBUTES", null) => "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES",
            ("ALL_ATTRIBUTES", { } member) => $"Cannot specify the {member} when choosing to get ALL_ATTRIBUTES",
            ("COUNT", { } member) => $"Cannot specify the {member} when choosing to get only the Count",
            ("ALL_PROJECTED_ATTRIBUTES", { } member) => $"Cannot specify the {member} when choosing to get ALL_PROJECTED_ATTRIBUTES",
            ("ALL_PROJECTED_ATTRIBUTES", null) when sent.IndexName is null => "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName",
            _ => null,
        };
        if (problem is not null) throw Wording.Read.Invalid(problem);
    }

    /// <exception cref="AwsError">ValidationException: more was asked for than a global index holds, and it does not look into its table.</exception>
    public static void CheckIndex(ReadSource source, PageTerms terms)
    {
        if (source.Index is not { Definition: { IsGlobal: true, Projection: not ProjectionType.ALL } } index) return;
        if (terms.Sent.Select == "ALL_ATTRIBUTES")
        {
            throw DynamoDbErrors.Validation("One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index "
                + $"{index.Definition.Name} because its projection type is not ALL");
        }

        var missing = terms.Projection?.Heads.Where(h => !index.Projects(JsonText.Escape(h))).ToList();
        if (missing is not { Count: > 0 }) return;
        throw DynamoDbErrors.Validation(
            $"One or more parameter values were invalid: Global secondary index {index.Definition.Name} does not project [{string.Join(", ", missing)}]");
    }

    /// <summary>A Query does not look into the table for what its filter is about, be the index local or global.</summary>
    /// <remarks>
    /// Seen on AWS: https://github.com/sensedeep/dynamodb-onetable/issues/377, https://github.com/dynamodb-toolbox/dynamodb-toolbox/issues/1195. Nobody was seen to be refused a
    /// Scan, which answers here as if what the index does not hold were not there.
    /// </remarks>
    /// <exception cref="AwsError">ValidationException: the filter names what the index does not hold.</exception>
    public static void CheckFilter(ReadSource source, PageTerms terms)
    {
        if (source.Index is not { Definition.Projection: not ProjectionType.ALL } index || terms.Filter is not { } filter) return;
        var missing = filter.AllPaths().Where(p => !index.Projects(p.EscapedHead)).Select(p => p.Steps[0].ToString()).Distinct().Order(StringComparer.Ordinal).ToList();
        if (missing.Count == 0) return;
        throw DynamoDbErrors.Validation(
            $"One or more parameter values were invalid: Secondary index {index.Definition.Name} does not project one or more filter attributes: [{string.Join(", ", missing)}]");
    }

    /// <summary>Whether the items themselves are read, because a local index does not hold all that was asked for.</summary>
    /// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html#LSI.Projections</remarks>
    public static bool NeedsTable(ReadSource source, PageTerms terms)
    {
        if (source.Index is not { Definition: { IsGlobal: false, Projection: not ProjectionType.ALL } } index) return false;
        return terms.Sent.Select == "ALL_ATTRIBUTES" || terms.Projection?.Heads.Any(h => !index.Projects(JsonText.Escape(h))) is true;
    }
}
