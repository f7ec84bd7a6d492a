using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Protocols;

internal delegate TRequest ReadRequest<TRequest>(Exchange exchange);

internal delegate void WriteResponse<TResponse>(TResponse response, Exchange exchange);

/// <summary>A row of a service's table: one operation that exists.</summary>
/// <param name="name">AWS's name of the operation.</param>
/// <param name="action">What a policy calls it, with the service's prefix.</param>
internal abstract class Operation(string name, string action)
{
    public string Name { get; } = name;

    public string Action { get; } = action;

    /// <summary>Whether policies have a say; there are calls that nothing can take from a caller.</summary>
    public bool NeedsPermission { get; init; } = true;

    /// <summary>Whether its own action is asked about; a transaction has none, only those of its items.</summary>
    public bool NeedsOwnAction { get; init; } = true;

    /// <summary>Reads the request; what it lacks or says wrongly is refused here, before anybody is asked for permission.</summary>
    public abstract BoundCall Bind(Exchange exchange);
}

/// <summary>An operation with its request read: what the policy decision is about, and what runs once it is made.</summary>
internal abstract class BoundCall
{
    public abstract Operation Operation { get; }

    /// <summary>ARN of what the operation acts on; <c>*</c> when it acts on nothing in particular.</summary>
    public abstract string Resource { get; }

    /// <summary>What the caller must be allowed besides.</summary>
    public abstract IEnumerable<Permission> FurtherPermissions { get; }

    /// <summary>What the caller must be allowed for one part each: a part that is refused is left out, and the others are done.</summary>
    public abstract IEnumerable<Permission> PartPermissions { get; }

    /// <summary>The value of one of the service's condition keys in this request; <c>null</c> where it has none.</summary>
    public abstract ContextValue? KeyOf(string key);

    public abstract ValueTask ExecuteAsync(Exchange exchange);
}

/// <summary>Something that a policy allows or does not.</summary>
internal readonly record struct Permission(string Action, string Resource)
{
    /// <summary>Condition keys of this permission alone, such as <c>iam:PassedToService</c>; <c>null</c> for none.</summary>
    public FindContextValue? Keys { get; init; }
}

/// <summary>The row: how its request is read, which resource it names, what it does, how its response is written.</summary>
internal sealed class Operation<TRequest, TResponse>(
    string name,
    string action,
    ReadRequest<TRequest> read,
    Func<TRequest, string> resource,
    Func<TRequest, Exchange, ValueTask<TResponse>> execute,
    WriteResponse<TResponse> write) : Operation(name, action)
{
    /// <summary>What the operation needs besides its own action, such as to read what it copies; <c>null</c> for nothing.</summary>
    public Func<TRequest, IEnumerable<Permission>>? Further { get; init; }

    /// <summary>What it is authorised for part by part; the operation asks the exchange which of its parts were refused. <c>null</c> for nothing.</summary>
    public Func<TRequest, IEnumerable<Permission>>? Parts { get; init; }

    /// <summary>The service's condition keys that the request has a value for, asked one by one and only when a policy reads them; names ignore case.</summary>
    public Func<TRequest, string, ContextValue?>? Keys { get; init; }

    public override BoundCall Bind(Exchange exchange) => new Call(this, read(exchange));

    private sealed class Call(Operation<TRequest, TResponse> operation, TRequest request) : BoundCall
    {
        public override Operation Operation => operation;

        public override string Resource => operation.ResourceOf(request);

        public override IEnumerable<Permission> FurtherPermissions => operation.Further?.Invoke(request) ?? [];

        public override IEnumerable<Permission> PartPermissions => operation.Parts?.Invoke(request) ?? [];

        public override ContextValue? KeyOf(string key) => operation.Keys?.Invoke(request, key);

        public override ValueTask ExecuteAsync(Exchange exchange) => operation.ExecuteAsync(request, exchange);
    }

    private string ResourceOf(TRequest request) => resource(request);

    private async ValueTask ExecuteAsync(TRequest request, Exchange exchange)
    {
        var response = await execute(request, exchange).ConfigureAwait(false);
        write(response, exchange);
    }
}
