namespace TaskTracker.Emulation.Services.Lambda.Operations;

/// <param name="Policy">The policy as JSON text.</param>
internal sealed record GetPolicyResponse(string Policy, string RevisionId);

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_GetPolicy.html</remarks>
internal static class GetPolicy
{
    public static GetPolicyResponse Execute(LambdaService lambda, FunctionName name)
    {
        var function = name.In(lambda.State, lambda.Scope);
        var policy = function.PolicyOf(name.Qualifier);
        return policy.IsEmpty ? throw LambdaErrors.NoPolicy() : new GetPolicyResponse(ResourcePolicy.Render(policy, name.Arn(lambda.Scope), lambda.Scope), function.RevisionId);
    }
}
