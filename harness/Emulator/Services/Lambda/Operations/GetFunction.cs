namespace TaskTracker.Emulation.Services.Lambda.Operations;

/// <param name="Location">Where the package can be fetched, without a signature.</param>
internal sealed record CodeLocation(string RepositoryType, string Location);

internal sealed record GetFunctionResponse(FunctionConfiguration Configuration, CodeLocation Code, Dictionary<string, string>? Tags, ConcurrencyWire? Concurrency);

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html</remarks>
internal static class GetFunction
{
    public static GetFunctionResponse Execute(LambdaService lambda, FunctionName name)
    {
        var function = name.In(lambda.State, lambda.Scope);
        return new GetFunctionResponse(
            lambda.Show(function, name.Qualifier),
            new CodeLocation("S3", lambda.CodeLocation(function)),
            function.Tags.IsEmpty ? null : new Dictionary<string, string>(function.Tags),
            function.ReservedConcurrency is null ? null : new ConcurrencyWire(function.ReservedConcurrency));
    }
}
