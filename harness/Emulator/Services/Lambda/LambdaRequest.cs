using System.Text.Json.Serialization.Metadata;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda;

/// <summary>Reads requests; how large they may be depends on the operation.</summary>
internal static class LambdaRequest
{
    private const int MaxJsonBytes = 1024 * 1024;

    /// <exception cref="AwsError">RequestEntityTooLargeException, SerializationException.</exception>
    public static T Body<T>(Exchange exchange, JsonTypeInfo<T> shape, string operation, int mostBytes = MaxJsonBytes) => exchange.Request.Body.Length >= mostBytes
        ? throw LambdaErrors.RequestTooLarge(mostBytes, operation)
        : JsonBody.Read(exchange.Request.Body, shape);

    /// <summary>The function that the path names, with the qualifier of the path or the query.</summary>
    /// <exception cref="AwsError">ValidationException, ResourceNotFoundException.</exception>
    public static FunctionName Name(Exchange exchange, AwsScope scope) => Name(exchange, scope, FunctionNameShape.FunctionName);

    /// <summary>The same for the operations whose name may be as long as any ARN of a version or an alias.</summary>
    public static FunctionName NamespacedName(Exchange exchange, AwsScope scope) => Name(exchange, scope, FunctionNameShape.NamespacedFunctionName);

    private static FunctionName Name(Exchange exchange, AwsScope scope, FunctionNameShape shape) =>
        FunctionName.Parse(scope, exchange.PathParameters["FunctionName"], exchange.Request.Query["Qualifier"], shape);
}
