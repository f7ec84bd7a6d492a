using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

internal sealed record RemovePermissionRequest(FunctionName Function, string StatementId, string? RevisionId)
{
    public static RemovePermissionRequest Read(Exchange exchange, AwsScope scope) =>
        new(LambdaRequest.NamespacedName(exchange, scope), exchange.PathParameters["StatementId"], exchange.Request.Query["RevisionId"]);
}

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_RemovePermission.html</remarks>
internal static class RemovePermission
{
    public static Nothing Execute(LambdaService lambda, RemovePermissionRequest request)
    {
        lambda.ChangePolicy(request.Function, request.RevisionId, policy =>
        {
            if (policy.IsEmpty) throw LambdaErrors.NoPolicyToChange();
            var kept = policy.RemoveAll(s => s.Sid == request.StatementId);
            return kept.Length == policy.Length ? throw LambdaErrors.NoSuchStatement(request.StatementId) : kept;
        });
        return Nothing.Value;
    }
}
