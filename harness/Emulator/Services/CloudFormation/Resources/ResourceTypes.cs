namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <summary>Every resource type that there is here.</summary>
internal static class ResourceTypes
{
    private static readonly Dictionary<string, ResourceType> ByName = new ResourceType[]
    {
        new ApiGatewayAccount(),
        new ApiGatewayDeployment(),
        new ApiGatewayGatewayResponse(),
        new ApiGatewayRestApi(),
        new ApiGatewayStage(),
        new ApiGatewayV2Api(),
        new ApiGatewayV2Stage(),
        new CloudWatchAlarm(),
        new CloudWatchDashboard(),
        new DynamoDbTable(),
        new IamAccessKey(),
        new IamGroup(),
        new IamManagedPolicy(),
        new IamPolicy(),
        new IamRole(),
        new IamUser(),
        new LambdaAlias(),
        new LambdaEventInvokeConfig(),
        new LambdaEventSourceMapping(),
        new LambdaFunction(),
        new LambdaPermission(),
        new LambdaUrl(),
        new LambdaVersion(),
        new LogGroup(),
        new LogMetricFilter(),
        new S3Bucket(),
        new S3BucketPolicy(),
        new SnsSubscription(),
        new SnsTopic(),
        new SnsTopicPolicy(),
    }.ToDictionary(t => t.Name, StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Names => ByName.Keys;

    public static ResourceType? Find(string name) => ByName.GetValueOrDefault(name);

    public static ResourceType Get(string name) => ByName[name];
}
