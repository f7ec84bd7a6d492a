using TaskTracker.Emulation.Services.Lambda.Streams;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_GetEventSourceMapping.html</remarks>
internal static class GetEventSourceMapping
{
    public static MappingView Execute(LambdaService lambda, string id) => MappingView.Of(lambda, MappingTarget.Find(lambda, id));
}
