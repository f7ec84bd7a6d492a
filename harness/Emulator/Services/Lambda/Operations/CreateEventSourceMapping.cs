using TaskTracker.Emulation.Services.Lambda.Streams;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html</remarks>
internal static class CreateEventSourceMapping
{
    private const string StreamPart = "/stream/";

    public static MappingView Execute(LambdaService lambda, MappingRequest request)
    {
        new Constraints().Present("functionName", request.FunctionName).Check();
        var arn = CheckSource(request.EventSourceArn);
        var name = FunctionName.Parse(lambda.Scope, request.FunctionName ?? "");
        var function = lambda.State.Find(name.Name)?.At(name.Qualifier) ?? throw LambdaErrors.Invalid("Function does not exist");
        if (request.StartingPosition is null) throw LambdaErrors.Invalid("1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.");
        if (request.StartingPosition == "AT_TIMESTAMP") throw LambdaErrors.Invalid($"Unsupported starting position for arn type: {arn}");
        var slice = lambda.StreamReader.Read(function.Deployment.Settings.Role, arn, after: null, limit: 0) ?? throw LambdaErrors.Invalid($"Stream not found: {arn}");
        var created = lambda.State.Changes.Commit(() =>
        {
            if (lambda.State.Mappings.FirstOrDefault(m => m.StreamArn == arn && m.FunctionName == name.Name && m.Qualifier == name.Qualifier) is { } same)
            {
                throw LambdaErrors.MappingExists(arn, name.Name, same.Id);
            }

            var mapping = new EventSourceMapping(
                Guid.NewGuid().ToString(), name.Name, name.Qualifier, arn, request.Change(before: null), request.Enabled ?? true, lambda.Clock.GetUtcNow(), request.StartingPosition,
                request.StartingPosition == "LATEST" ? slice.Newest : null, EventSourceMapping.NothingYet);
            return ((LambdaChange?)new LambdaChange.MappingPut(mapping), mapping);
        });
        lambda.Streams.Follow(created.Id);
        return MappingView.Of(lambda, created, "Creating");
    }

    private static string CheckSource(string? arn)
    {
        if (string.IsNullOrEmpty(arn)) throw LambdaErrors.Invalid("Unrecognized event source.");
        var isStream = arn.Split(':') is ["arn", _, "dynamodb", ..] && arn.Contains(StreamPart, StringComparison.Ordinal);
        return isStream ? arn : throw LambdaErrors.NotSupported($"The event source {arn}: streams of DynamoDB tables can be sources. It");
    }
}
