using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudWatch.Wire;

namespace TaskTracker.Emulation.Services.CloudWatch;

/// <summary>A row of the table, whichever wire its requests come over.</summary>
internal static class CloudWatchRow
{
    /// <summary>Metrics have no ARN: policies decide on <c>*</c>.</summary>
    public static Operation<TRequest, WireValue.Structure?> OnEverything<TRequest>(string name, Func<Fields, TRequest> read, Func<TRequest, WireValue.Structure?> execute) =>
        On(name, read, _ => ["*"], execute);

    /// <param name="resources">What the operation acts on; each is decided on.</param>
    public static Operation<TRequest, WireValue.Structure?> On<TRequest>(
        string name, Func<Fields, TRequest> read, Func<TRequest, IReadOnlyList<string>> resources, Func<TRequest, WireValue.Structure?> execute) => new(
            name,
            "cloudwatch:" + name,
            exchange => read(new Fields(CloudWatchProtocol.WireOf(exchange).Read(exchange.Request))),
            request => resources(request)[0],
            (request, _) => ValueTask.FromResult(execute(request)),
            (result, exchange) => CloudWatchProtocol.WireOf(exchange).Write(name, result, exchange))
        {
            Further = request => resources(request).Skip(1).Select(r => new Permission("cloudwatch:" + name, r)),
        };
}
