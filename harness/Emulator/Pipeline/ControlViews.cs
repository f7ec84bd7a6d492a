using System.Text.Json.Serialization;
using TaskTracker.Emulation.Requests;
using TaskTracker.Policies.Evaluation;

namespace TaskTracker.Emulation.Pipeline;

internal sealed record Health(Dictionary<string, string> Services, string Edition, string Version);

internal sealed record ClockMove(string Advance);

internal sealed record ClockView(DateTimeOffset Now);

internal sealed record ControlProblem(string Message);

/// <param name="Next">Given as <c>since</c>, it lists what comes after this answer.</param>
internal sealed record RequestList(IReadOnlyList<RequestView> Requests, long Next);

/// <param name="Calls">Every call of the same trace, oldest first, the request itself among them.</param>
internal sealed record RequestTrace(RequestView Request, IReadOnlyList<RequestView> Calls);

internal sealed record PartView(string Name, double StartMs, double DurationMs);

internal sealed record RequestView(
    string Id, string? TraceId, DateTimeOffset StartedAt, double DurationMs, string Method, string Path, int Status, string? Service, string? Operation,
    string? Caller, string Decision, string? ErrorCode, IReadOnlyList<PartView> Parts)
{
    public static RequestView Of(RequestRecord record) => new(
        record.Id, record.TraceId, record.StartedAt, record.Duration.TotalMilliseconds, record.Method, record.Path, record.Status, record.Service,
        record.Operation, record.CallerArn, record.Decision.ToString(), record.ErrorCode,
        [.. record.Parts.Select(p => new PartView(p.Name, p.Start.TotalMilliseconds, p.Duration.TotalMilliseconds))]);
}

internal sealed record AccessView(string Principal, string Action, string Resource, long Allowed, long Denied);

internal sealed record AccessList(IReadOnlyList<AccessView> Access);

/// <param name="Asked">In the order in which it was asked; the first denial ends it.</param>
internal sealed record DecisionView(
    string Id, string? Service, string? Operation, string Method, string Path, int Status, string? Caller, string Decision, string? ErrorCode,
    IReadOnlyList<Examination> Asked);

/// <param name="Calls">Of the request's trace, oldest first.</param>
internal sealed record DecisionList(IReadOnlyList<DecisionView> Calls);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Health))]
[JsonSerializable(typeof(ClockMove))]
[JsonSerializable(typeof(ClockView))]
[JsonSerializable(typeof(ControlProblem))]
[JsonSerializable(typeof(RequestList))]
[JsonSerializable(typeof(RequestTrace))]
[JsonSerializable(typeof(AccessList))]
[JsonSerializable(typeof(DecisionList))]
internal sealed partial class ControlJson : JsonSerializerContext;
