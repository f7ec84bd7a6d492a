using TaskTracker.Emulation.Protocols;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Services.DynamoDb;

/// <summary>A row whose request is read and decided on here, and carried out by another server.</summary>
internal sealed class HandedOnOperation : Operation
{
    private readonly Operation _row;
    private readonly OtherDynamoDb _other;

    public HandedOnOperation(Operation row, OtherDynamoDb other)
        : base(row.Name, row.Action)
    {
        (_row, _other) = (row, other);
        NeedsPermission = row.NeedsPermission;
        NeedsOwnAction = row.NeedsOwnAction;
    }

    public override BoundCall Bind(Exchange exchange) => new Call(this, _row.Bind(exchange));

    private sealed class Call(HandedOnOperation operation, BoundCall read) : BoundCall
    {
        public override Operation Operation => operation;

        public override string Resource => read.Resource;

        public override IEnumerable<Permission> FurtherPermissions => read.FurtherPermissions;

        public override IEnumerable<Permission> PartPermissions => read.PartPermissions;

        public override ContextValue? KeyOf(string key) => read.KeyOf(key);

        public override ValueTask ExecuteAsync(Exchange exchange) => operation._other.AnswerAsync(exchange);
    }
}
