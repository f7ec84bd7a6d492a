using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Pipeline;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Requests;
using TaskTracker.Emulation.Services.ApiGateway;
using TaskTracker.Emulation.Services.ApiGateway.Serving;
using TaskTracker.Emulation.Services.CloudFormation;
using TaskTracker.Emulation.Services.CloudWatch;
using TaskTracker.Emulation.Services.DynamoDb;
using TaskTracker.Emulation.Services.Iam;
using TaskTracker.Emulation.Services.Lambda;
using TaskTracker.Emulation.Services.Lambda.Hosting;
using TaskTracker.Emulation.Services.Logs;
using TaskTracker.Emulation.Services.S3;
using TaskTracker.Emulation.Services.S3.Website;
using TaskTracker.Emulation.Services.Sns;
using TaskTracker.Emulation.Services.Sts;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation;

/// <summary>AWS on one port of this machine. Start reading here: everything is made and joined in this file.</summary>
public sealed class Emulator : IAsyncDisposable
{
    private static readonly Principal ApiGatewayItself = Principal.Service("apigateway.amazonaws.com");

    private readonly Server _server;
    private readonly IReadOnlyList<IAsyncDisposable> _busy;
    private readonly Ledger? _ledger;

    /// <param name="busy">Services with work of their own under way, ended when nobody can ask any more.</param>
    private Emulator(Server server, Uri endpoint, IReadOnlyList<Service> services, IReadOnlyList<IAsyncDisposable> busy, Ledger? ledger)
    {
        _server = server;
        _busy = busy;
        _ledger = ledger;
        Endpoint = endpoint;
        Services = services;
    }

    /// <summary>Where clients find it, such as <c>http://localhost:4566</c>.</summary>
    public Uri Endpoint { get; }

    internal IReadOnlyList<Service> Services { get; }

    /// <exception cref="PortUnavailable">The port is taken.</exception>
    /// <exception cref="DataDirectoryRefused">The data directory cannot be used.</exception>
    public static async Task<Emulator> StartAsync(EmulatorOptions options, ILoggerFactory? logs = null, CancellationToken cancellation = default)
    {
        logs ??= NullLoggerFactory.Instance;
        var listener = Listener.Bind(options.Host, options.Port);
        var endpoint = new UriBuilder("http", options.Host is "0.0.0.0" or "::" ? "localhost" : options.Host, listener.Port).Uri;
        var scope = new AwsScope(options.Account, options.Region);
        var clock = new VirtualClock(TimeProvider.System, logs.CreateLogger<VirtualClock>());
        var log = new RequestLog(heard: options.RequestServed is { } heard ? record => Tell(heard, record) : null);
        var accesses = new AccessLog();

        var iam = new IamService(scope, clock);
        var sts = new StsService(new StsSurroundings(scope, clock, iam.FindRole, (role, _) => iam.TrustPoliciesOf(role), iam.DocumentOf));
        var authorize = new Authorize(scope, options.Iam, iam.PermissionsOf, accesses, clock);
        var authenticate = new Authenticate(scope, options.Iam, key => sts.Sessions.Find(key) ?? iam.FindKey(key), clock);
        (RequestPipeline? pipeline, LambdaService? functions) = (null, null);
        var (inbox, sns, cloudWatch) = Watching(scope, clock, authorize, () => functions);
        var dynamoDb = new DynamoDbService(scope, clock, cloudWatch.Open, options.DynamoDb is { } other ? new OtherDynamoDb(other, scope.Region) : null);
        var s3 = new S3Service(scope, clock, authenticate.ChunkKey, StrangersBy(authorize));
        var cloudWatchLogs = new LogsService(scope, clock, authorize.Allows, cloudWatch.Count, logs.CreateLogger<LogsService>());
        var lambda = functions = new LambdaService(new LambdaSurroundings(
            scope, clock, endpoint, new FunctionEndpoints(FunctionEndpoint(options.Host, listener.Port), options.DynamoDb), MayAssume: arn => iam.IsAssumableBy(arn, "lambda.amazonaws.com"),
            HasIdentity: iam.Has, BeginRoleSession: (role, name) => sts.Sessions.Begin(role, name, TimeSpan.FromHours(1)), cloudWatchLogs.Write, s3.ReadObject, dynamoDb.ReadStream, authorize.Allows, cloudWatch.Open,
            Call: (service, request, caller, gone) => CallLater(pipeline)(service, request, caller, gone), logs));
        var apiGateway = new ApiGatewayService(new GatewaySurroundings(scope, clock, listener.Port,
            (arn, source, payload, record) => InvokeAsync(authorize, lambda, arn, source, payload, record), cloudWatchLogs.Deliver, cloudWatch.Open), logs);

        List<Service> services = [iam.Service, sts.Service, dynamoDb.Service, dynamoDb.Streams, s3.Service, lambda.Service, cloudWatchLogs.Service, cloudWatch.Service, sns.Service, apiGateway.Service];
        Ledger? ledger = null;
        Door[] doors = [new SnapshotDoor(() => ledger?.Snapshots).Door, new InboxDoor(inbox, cloudWatch.EvaluateAlarms).Door, cloudWatch.Dashboards, new ControlDoor(log, accesses, clock, () => services).Door, DynamoDbDoor.Door, lambda.RuntimeApi, lambda.Code, UrlsOf(lambda, authenticate, authorize), apiGateway.Door, s3.Website, s3.Front];
        pipeline = new RequestPipeline(
            new CheckHost(options.AllowedHosts), new CheckOrigin(options.AllowedHosts), doors, new FindService(services, s3.Service), authenticate, authorize, log, clock, logs.CreateLogger<RequestPipeline>());

        // Last, since it makes its resources by calling all the others.
        var cloudFormation = new CloudFormationService(scope, clock, pipeline.CallAsync, role => ServiceSession(iam, sts, role, "cloudformation.amazonaws.com", "AWSCloudFormation"),
            logs.CreateLogger<CloudFormationService>());
        services.Add(cloudFormation.Service);

        // Before anybody can ask: what was kept of every service comes back.
        ledger = Ledger.OpenFor(options, [DurableState.Of(clock.Changes, new ClockRows()), .. services.SelectMany(s => s.Durable)], logs);
        var server = new Server(pipeline, listener, logs);
        await server.StartAsync(cancellation).ConfigureAwait(false);
        return new Emulator(server, endpoint, services, [lambda, cloudFormation, cloudWatch, cloudWatchLogs, dynamoDb], ledger);
    }

    public async ValueTask DisposeAsync()
    {
        // First the children, whose requests for their next event would keep the server busy.
        foreach (var service in _busy) await service.DisposeAsync().ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
        _ledger?.Dispose();
    }

    private static void Tell(Action<ServedRequest> heard, RequestRecord record)
    {
        if (record.Service != ExecuteApi.Name) return;
        heard(new ServedRequest(record.Id, record.Method, record.Path, record.Status, record.Duration, record.Parts.Any(p => p.Name == "coldStart")));
    }

    /// <summary>Where a process of this machine finds an emulator that listens on a host.</summary>
    private static string FunctionEndpoint(string host, int port)
    {
        var address = IPAddress.TryParse(host, out var given) && !given.Equals(IPAddress.Any) && !given.Equals(IPAddress.IPv6Any) ? given : IPAddress.Loopback;
        return new IPEndPoint(address, port).ToString();
    }

    /// <summary>A session of a role for a service that the role trusts.</summary>
    private static Caller? ServiceSession(IamService iam, StsService sts, string roleArn, string service, string sessionName) =>
        iam.IsAssumableBy(roleArn, service) ? sts.Sessions.Begin(roleArn, sessionName, TimeSpan.FromHours(1)).Caller with { IsServiceRole = true } : null;

    private static Door UrlsOf(LambdaService lambda, Authenticate authenticate, Authorize authorize) => lambda.Urls(
        exchange => authenticate.Identify(lambda.Service, exchange),
        (caller, in wanted, request) => (caller.Kind != CallerKind.Anonymous && authorize.Allows(caller, wanted.Action, wanted.Resource))
            || authorize.Admits(lambda.Service, caller.Principal, wanted, request).IsGranted);

    /// <summary>For services that are made before what they call through.</summary>
    private static CallService CallLater(RequestPipeline? pipeline) => pipeline is null ? throw new InvalidOperationException("Nobody can call yet.") : pipeline.CallAsync;

    private static AdmitStranger StrangersBy(Authorize authorize) =>
        (service, in wanted, request) => authorize.Admits(service, Principal.Anonymous, wanted, request);

    /// <summary>Alarms, the topics that they tell of it, and what was told.</summary>
    /// <param name="functions">Made later, since functions count into metrics themselves.</param>
    private static (Inbox Inbox, SnsService Sns, CloudWatchService CloudWatch) Watching(AwsScope scope, TimeProvider clock, Authorize authorize, Func<LambdaService?> functions)
    {
        ServiceSource Acting(string service, string arn) => new(service, arn, scope.Account);
        var inbox = new Inbox();
        var sns = new SnsService(scope, clock, inbox, (arn, topic, payload) => RunLater(authorize, functions(), Acting("sns.amazonaws.com", topic), arn, payload));
        var cloudWatch = new CloudWatchService(scope, clock,
            (topic, alarm, subject, message) => Publish(authorize, sns, Acting("cloudwatch.amazonaws.com", alarm), topic, subject, message),
            (arn, alarm, message) => RunLater(authorize, functions(), Acting("lambda.alarms.cloudwatch.amazonaws.com", alarm), arn, Encoding.UTF8.GetBytes(message)));
        return (inbox, sns, cloudWatch);
    }

    /// <summary>A message of a service to a topic: first the topic's policy is asked.</summary>
    /// <returns>Why it could not be published; <c>null</c> when it is.</returns>
    private static string? Publish(Authorize authorize, SnsService sns, ServiceSource source, string topicArn, string subject, string message)
    {
        var isAdmitted = sns.State.FindTopic(topicArn) is null
            || authorize.Admits(sns.Service, source.Service, new Permission("sns:Publish", topicArn) { Keys = source.Keys }).IsGranted;
        return isAdmitted ? sns.Publish(topicArn, subject, message) : $"Resource: {topicArn} is not authorized to perform: SNS:Publish";
    }

    /// <summary>An event of a service for a function: first the function's policy is asked.</summary>
    /// <returns>Why it was not accepted; <c>null</c> when it is.</returns>
    private static string? RunLater(Authorize authorize, LambdaService? lambda, ServiceSource source, string functionArn, byte[] payload)
    {
        if (lambda is null) throw new InvalidOperationException("Nobody can call yet.");
        var admission = authorize.Admits(lambda.Service, source.Service, new Permission("lambda:InvokeFunction", functionArn) { Keys = source.Keys });
        if (!admission.IsGranted) return $"{source.Name} is not authorized to perform: lambda:InvokeFunction on resource: {functionArn} {admission.Because}";
        try
        {
            lambda.InvokeLater(functionArn, payload);
            return null;
        }
        catch (AwsError refusal)
        {
            return refusal.Message;
        }
    }

    /// <summary>A call of a function by API Gateway: first the function's policy is asked.</summary>
    private static async Task<FunctionAnswer> InvokeAsync(
        Authorize authorize, LambdaService lambda, string functionArn, InvocationSource source, ReadOnlyMemory<byte> payload, RequestRecord record)
    {
        var admission = authorize.Admits(lambda.Service, ApiGatewayItself, new Permission("lambda:InvokeFunction", functionArn) { Keys = source.Keys });
        if (!admission.IsGranted) return new FunctionAnswer(FunctionOutcome.Forbidden, Because: admission.Because);
        var requestId = RequestIds.Uuid();
        try
        {
            var result = await lambda.InvokeAsync(functionArn, payload, requestId, record).ConfigureAwait(false);
            return new FunctionAnswer(result.FunctionError is null ? FunctionOutcome.Returned : FunctionOutcome.Failed, result.Payload, RequestId: requestId);
        }
        catch (AwsError refusal)
        {
            var outcome = refusal.Status switch { 404 => FunctionOutcome.NotFound, 429 => FunctionOutcome.Throttled, _ => FunctionOutcome.Failed };
            return new FunctionAnswer(outcome, Because: refusal.Message, RequestId: requestId);
        }
    }
}
