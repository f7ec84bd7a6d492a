using System.Collections.Immutable;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.RestApis.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis;

internal abstract record RestApiChange
{
    public sealed record ApiPut(RestApi Api) : RestApiChange;

    public sealed record ApiDeleted(string Id) : RestApiChange;

    public sealed record AccountPut(Account Account) : RestApiChange;
}

/// <summary>REST APIs by id, and beside each the tables that requests are served from, compiled anew when it changes.</summary>
internal sealed class RestApiState
{
    private readonly AwsScope _scope;
    private readonly TimeProvider _clock;
    private ImmutableSortedDictionary<string, RestApi> _apis = ImmutableSortedDictionary.Create<string, RestApi>(StringComparer.Ordinal);
    private volatile Dictionary<string, ServedRestApi> _served = new(StringComparer.Ordinal);

    public RestApiState(AwsScope scope, TimeProvider clock)
    {
        (_scope, _clock) = (scope, clock);
        Changes = new CommitPoint<RestApiChange>(Apply);
    }

    public CommitPoint<RestApiChange> Changes { get; }

    public IEnumerable<RestApi> Apis => _apis.Values;

    public Account Account { get; private set; } = new(CloudWatchRoleArn: null);

    /// <exception cref="AwsError">NotFoundException.</exception>
    public RestApi Get(string apiId) => _apis.GetValueOrDefault(apiId) ?? throw ApiErrors.NoSuchApi(_scope.Account, apiId);

    /// <exception cref="AwsError">NotFoundException, which names the resource also where there is no such API.</exception>
    public Resource GetResource(string apiId, string resourceId) =>
        _apis.GetValueOrDefault(apiId)?.Configuration.Resources.GetValueOrDefault(resourceId) ?? throw RestApiErrors.NoSuchResource();

    /// <summary>What requests to that API are served from; <c>null</c> where there is none.</summary>
    public ServedRestApi? FindServed(ReadOnlySpan<char> apiId) =>
        _served.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(apiId, out var api) ? api : null;

    /// <summary>Adds an API under a fresh id.</summary>
    public RestApi Add(Func<string, DateTimeOffset, RestApi> create) => Changes.Commit(() =>
    {
        var id = ApiIds.Api();
        while (_apis.ContainsKey(id)) id = ApiIds.Api();
        var api = create(id, _clock.GetUtcNow());
        return ((RestApiChange?)new RestApiChange.ApiPut(api), api);
    });

    /// <summary>Changes one API in one step.</summary>
    /// <param name="change">Answers the API as it will be, or refuses by throwing.</param>
    public RestApi Change(string apiId, Func<RestApi, DateTimeOffset, RestApi> change) => Changes.Commit(() =>
    {
        var after = change(Get(apiId), _clock.GetUtcNow());
        return ((RestApiChange?)new RestApiChange.ApiPut(after), after);
    });

    public Account ChangeAccount(Func<Account, Account> change) => Changes.Commit(() =>
    {
        var after = change(Account);
        return ((RestApiChange?)new RestApiChange.AccountPut(after), after);
    });

    /// <summary>Changes one resource in one step.</summary>
    public Resource ChangeResource(ApiRequest request, Func<Resource, Resource> change) => Changes.Commit(() =>
    {
        var after = change(GetResource(request.ApiId, request.ResourceId));
        var api = Get(request.ApiId);
        return ((RestApiChange?)new RestApiChange.ApiPut(api with { Configuration = api.Configuration.With(after) }), after);
    });

    /// <summary>Changes one method in one step.</summary>
    public Method ChangeMethod(ApiRequest request, Func<Method, Method> change)
    {
        var resource = ChangeResource(request, before => before with { Methods = before.Methods.SetItem(request.HttpMethod, change(MethodOf(before, request))) });
        return resource.Methods[request.HttpMethod];
    }

    /// <exception cref="AwsError">NotFoundException.</exception>
    public Method GetMethod(ApiRequest request) => MethodOf(GetResource(request.ApiId, request.ResourceId), request);

    private static Method MethodOf(Resource resource, ApiRequest request) =>
        resource.Methods.GetValueOrDefault(request.HttpMethod) ?? throw RestApiErrors.NoSuchMethod();

    private void Apply(RestApiChange change)
    {
        var served = new Dictionary<string, ServedRestApi>(_served, StringComparer.Ordinal);
        switch (change)
        {
            case RestApiChange.ApiPut(var api):
                _apis = _apis.SetItem(api.Id, api);
                served[api.Id] = ServedRestApi.Of(api, _clock);
                break;
            case RestApiChange.ApiDeleted(var id):
                _apis = _apis.Remove(id);
                served.Remove(id);
                break;
            case RestApiChange.AccountPut(var account):
                Account = account;
                return;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, null);
        }

        _served = served;
    }
}
