using Microsoft.Extensions.Logging;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Operations;
using TaskTracker.Emulation.Services.CloudFormation.Stacks;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Services.CloudFormation;

/// <summary>CloudFormation: templates become stacks of resources, made over the other services' own wires as the caller.</summary>
internal sealed class CloudFormationService : IAsyncDisposable
{
    private const string Namespace = "http://cloudformation.amazonaws.com/doc/2010-05-15/";

    private readonly StackWork _work;
    private readonly CallService _call;

    /// <param name="call">Reaches every other service.</param>
    /// <param name="assume">For stacks with a role of their own.</param>
    public CloudFormationService(AwsScope scope, TimeProvider clock, CallService call, AssumeServiceRole assume, ILogger<CloudFormationService> logger)
    {
        _call = call;
        _work = new StackWork(new StackState(), scope, clock, call, assume, logger);
        Service = new Service("cloudformation", "cloudformation", new QueryProtocol(Namespace, Table(_work.State)))
        {
            QueryVersion = "2010-05-15",
            Durable = [DurableState.Of(_work.State.Changes, new StackRows(_work.State), afterwards: () => Interrupted.FailAll(_work))],
        };
    }

    public Service Service { get; }

    public ValueTask DisposeAsync() => _work.DisposeAsync();

    private Operation[] Table(StackState state) =>
    [
        Row<CreateChangeSetRequest, CreateChangeSetResponse>("CreateChangeSet", r => r.StackName, (r, e) => CreateChangeSet.ExecuteAsync(_work, _call, r, e), r => r.RoleArn),
        Row<DescribeChangeSetRequest, DescribeChangeSetResponse>(
            "DescribeChangeSet", r => r.StackName ?? r.ChangeSetName, r => DescribeChangeSet.Execute(state, r)),
        Row<ExecuteChangeSetRequest, EmptyResult>(
            "ExecuteChangeSet", r => r.StackName ?? r.ChangeSetName, (r, e) => ExecuteChangeSet.ExecuteAsync(_work, r, e)),
        Row<DeleteChangeSetRequest, EmptyResult>("DeleteChangeSet", r => r.StackName ?? r.ChangeSetName, r => DeleteChangeSet.Execute(state, r)),
        Row<ListChangeSetsRequest, ListChangeSetsResponse>("ListChangeSets", r => r.StackName, r => ListChangeSets.Execute(state, r)),
        Row<CreateStackRequest, StackIdResponse>("CreateStack", r => r.StackName, (r, e) => CreateStack.ExecuteAsync(_work, _call, r, e), r => r.RoleArn),
        Row<UpdateStackRequest, StackIdResponse>("UpdateStack", r => r.StackName, (r, e) => UpdateStack.ExecuteAsync(_work, _call, r, e), r => r.RoleArn),
        Row<DeleteStackRequest, NoResult>("DeleteStack", r => r.StackName, (r, e) => DeleteStack.ExecuteAsync(_work, r, e), r => r.RoleArn),
        Row<CancelUpdateStackRequest, NoResult>("CancelUpdateStack", r => r.StackName, r => CancelUpdateStack.Execute(_work, r)),
        Row<ContinueUpdateRollbackRequest, EmptyResult>(
            "ContinueUpdateRollback", r => r.StackName, (r, e) => ContinueUpdateRollback.ExecuteAsync(_work, r, e), r => r.RoleArn),
        Row<UpdateTerminationProtectionRequest, StackIdResponse>(
            "UpdateTerminationProtection", r => r.StackName, r => UpdateTerminationProtection.Execute(state, r)),
        Row<DescribeStacksRequest, DescribeStacksResponse>("DescribeStacks", r => r.StackName, r => DescribeStacks.Execute(state, r)),
        Row<ListExportsRequest, ListExportsResponse>("ListExports", _ => null, r => ListExports.Execute(state, r)),
        Row<ListImportsRequest, ListImportsResponse>("ListImports", _ => null, r => ListImports.Execute(state, r)),
        Row<ListStacksRequest, ListStacksResponse>("ListStacks", _ => null, r => ListStacks.Execute(state, r)),
        Row<DescribeStackEventsRequest, DescribeStackEventsResponse>("DescribeStackEvents", r => r.StackName, r => DescribeStackEvents.Execute(state, r)),
        Row<DescribeStackResourcesRequest, DescribeStackResourcesResponse>(
            "DescribeStackResources", r => r.StackName, r => DescribeStackResources.Execute(state, r)),
        Row<DescribeStackResourceRequest, DescribeStackResourceResponse>(
            "DescribeStackResource", r => r.StackName, r => DescribeStackResource.Execute(state, r)),
        Row<ListStackResourcesRequest, ListStackResourcesResponse>("ListStackResources", r => r.StackName, r => ListStackResources.Execute(state, r)),
        Row<GetTemplateRequest, GetTemplateResponse>("GetTemplate", r => r.StackName, r => GetTemplate.Execute(state, r)),
        Row<GetTemplateSummaryRequest, GetTemplateSummaryResponse>(
            "GetTemplateSummary", r => r.StackName, (r, e) => GetTemplateSummary.ExecuteAsync(_work, _call, r, e)),
        Row<ValidateTemplateRequest, ValidateTemplateResponse>("ValidateTemplate", _ => null, (r, e) => ValidateTemplate.ExecuteAsync(_work, _call, r, e)),
    ];

    private Operation<TRequest, TResponse> Row<TRequest, TResponse>(string name, Func<TRequest, string?> stack, Func<TRequest, TResponse> execute)
        where TRequest : IQueryRequest<TRequest>
        where TResponse : IQueryResponse =>
        Row<TRequest, TResponse>(name, stack, (request, _) => ValueTask.FromResult(execute(request)));

    /// <param name="stack">Name or id of the stack that a decision is about; <c>null</c> for none in particular.</param>
    /// <param name="role">The role that is handed to CloudFormation, which needs a permission of its own.</param>
    private Operation<TRequest, TResponse> Row<TRequest, TResponse>(
        string name, Func<TRequest, string?> stack, Func<TRequest, Exchange, ValueTask<TResponse>> execute, Func<TRequest, string?>? role = null)
        where TRequest : IQueryRequest<TRequest>
        where TResponse : IQueryResponse =>
        Operation.QueryAsync<TRequest, TResponse>(Namespace, name, "cloudformation:" + name, request => StackRequest.Arn(_work.Scope, stack(request)), execute,
            further: role is null ? null : request => PassRole(role(request)));

    private static IEnumerable<Permission> PassRole(string? roleArn) => roleArn is null ? [] : [new Permission("iam:PassRole", roleArn) { Keys = OfPassRole }];

    private static ContextValue? OfPassRole(string key) =>
        key.Equals("iam:PassedToService", StringComparison.OrdinalIgnoreCase) ? ContextValue.Of("cloudformation.amazonaws.com") : null;
}
