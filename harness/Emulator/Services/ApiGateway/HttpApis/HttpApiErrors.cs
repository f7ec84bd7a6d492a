using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.ApiGateway.HttpApis;

/// <summary>Texts of refusals. Those about routes, deployments and CORS are AWS's as users quote them; the others follow its manner.</summary>
internal static class HttpApiErrors
{
    public static AwsError NoSuchRoute(string id) => ApiErrors.NotFound($"Invalid Route identifier specified {id}");

    public static AwsError NoSuchIntegration(string id) => ApiErrors.NotFound($"Invalid Integration identifier specified {id}");

    public static AwsError NoSuchStage() => ApiErrors.NotFound("Invalid stage identifier specified");

    public static AwsError NoSuchDeployment(string id) => ApiErrors.NotFound($"Invalid Deployment identifier specified {id}");

    public static AwsError NoRouteSettings(string key) => ApiErrors.NotFound($"Invalid route key specified {key}");

    public static AwsError RouteExists(string key) => ApiErrors.Conflict($"Route with key {key} already exists for this API");

    public static AwsError RouteVariableConflict(string key, string other) =>
        ApiErrors.Conflict($"The provided route key \"{key}\" has a conflicting variable on the same hierarchical level as \"{other}\"");

    public static AwsError StageExists(string name) => ApiErrors.Conflict($"Stage with name {name} already exists for this API");

    public static AwsError MalformedRouteKey() => ApiErrors.Bad(
        "The provided route key is not formatted properly for HTTP protocol. Format should be \"<HTTP METHOD> /<RESOURCE PATH>\" or \"$default\"");

    public static AwsError MalformedRouteVariable(string key) => ApiErrors.Bad(
        $"The path variables of the route key \"{key}\" are not valid: each is a whole segment with a name of its own, and only the last may be greedy, such as {{proxy+}}");

    public static AwsError IntegrationInUse(string id, IEnumerable<string> routeIds) =>
        ApiErrors.Bad($"Cannot delete Integration '{id}', it is referenced by Route(s): {string.Join(", ", routeIds)}");

    public static AwsError NoRoutes() => ApiErrors.Bad("Unable to deploy API because no routes exist in this API");

    public static AwsError DeploysItself(string stage) => ApiErrors.Bad($"Deployment ID cannot be set on stage '{stage}' because AutoDeploy is enabled");

    public static AwsError CredentialsForEveryOrigin() => ApiErrors.Bad("allow-credentials is not supported if 'allow-origin' is *");
}
