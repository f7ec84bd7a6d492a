using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Requests;

namespace TaskTracker.Emulation.Services.ApiGateway;

/// <summary>What API Gateway needs of the rest of the emulator.</summary>
/// <param name="Port">Where the emulator listens, for the URLs in answers.</param>
internal sealed record GatewaySurroundings(AwsScope Scope, TimeProvider Clock, int Port, InvokeFunction Invoke, WriteAccessLog WriteAccessLog, OpenMetric OpenMetric);
