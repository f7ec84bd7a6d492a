using TaskTracker.Emulation.Services.Lambda.Streams;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html</remarks>
internal static class UpdateEventSourceMapping
{
    public static MappingView Execute(LambdaService lambda, MappingRequest request)
    {
        var name = request.FunctionName is { } text ? FunctionName.Parse(lambda.Scope, text) : null;
        if (name is not null && lambda.State.Find(name.Name)?.At(name.Qualifier) is null) throw LambdaErrors.Invalid("Function does not exist");
        var changed = lambda.State.Changes.Commit(() =>
        {
            var mapping = MappingTarget.Find(lambda, request.Id);
            var changed = mapping with
            {
                FunctionName = name?.Name ?? mapping.FunctionName,
                Qualifier = name is null ? mapping.Qualifier : name.Qualifier,
                Settings = request.Change(mapping.Settings),
                IsEnabled = request.Enabled ?? mapping.IsEnabled,
                LastModified = lambda.Clock.GetUtcNow(),
            };
            return ((LambdaChange?)new LambdaChange.MappingPut(changed), changed);
        });
        lambda.Streams.Follow(changed.Id);
        return MappingView.Of(lambda, changed, changed.IsEnabled ? "Updating" : "Disabling");
    }
}
