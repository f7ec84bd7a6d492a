using TaskTracker.Emulation.Services.Lambda.Streams;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_DeleteEventSourceMapping.html</remarks>
internal static class DeleteEventSourceMapping
{
    public static MappingView Execute(LambdaService lambda, string id)
    {
        var deleted = lambda.State.Changes.Commit(() => ((LambdaChange?)new LambdaChange.MappingDeleted(id), MappingTarget.Find(lambda, id)));
        lambda.Streams.Follow(id);
        return MappingView.Of(lambda, deleted, "Deleting");
    }
}
