namespace TaskTracker.Emulation.Services.Lambda.Operations;

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_GetAlias.html</remarks>
internal static class GetAlias
{
    public static AliasConfiguration Execute(LambdaService lambda, AliasName name)
    {
        var function = name.Function.Latest(lambda.State, lambda.Scope);
        return AliasConfiguration.Of(function, AliasRules.Find(function, name.Name));
    }
}
