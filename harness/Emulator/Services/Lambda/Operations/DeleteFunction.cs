using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunction.html</remarks>
internal static class DeleteFunction
{
    public static Nothing Execute(LambdaService lambda, FunctionName name)
    {
        if (name.Qualifier == "$LATEST") throw LambdaErrors.Invalid("$LATEST version cannot be deleted without deleting the function.");
        if (name.Qualifier is { } version) return DeleteVersion(lambda, name, version);
        lambda.State.Changes.Commit(() => ((LambdaChange?)new LambdaChange.FunctionDeleted(name.In(lambda.State, lambda.Scope).Name), Nothing.Value));
        lambda.Fleet.Remove(name.Name);
        return Nothing.Value;
    }

    private static Nothing DeleteVersion(LambdaService lambda, FunctionName name, string version)
    {
        var deleted = lambda.State.Changes.Commit(() =>
        {
            var deleted = name.In(lambda.State, lambda.Scope);
            if (deleted.Version != version) throw LambdaErrors.Invalid("Deletion of aliases is not currently supported.");
            var function = name.Owner(lambda.State, lambda.Scope);
            var aliases = function.Aliases.Values.Where(a => a.FunctionVersion == version).Select(a => a.Name).ToList();
            if (aliases.Count > 0) throw LambdaErrors.VersionHasAliases(aliases);
            var changed = function.Without(version) with { Versions = function.Versions.Remove(int.Parse(version, System.Globalization.CultureInfo.InvariantCulture)) };
            return ((LambdaChange?)new LambdaChange.FunctionPut(changed), deleted);
        });
        lambda.Fleet.RemovePool(deleted.Deployment.PoolName);
        return Nothing.Value;
    }
}
