using System.Collections.Immutable;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.HttpApis.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.HttpApis;

internal abstract record HttpApiChange
{
    public sealed record ApiPut(HttpApi Api) : HttpApiChange;

    public sealed record ApiDeleted(string Id) : HttpApiChange;
}

/// <summary>HTTP APIs by id, and beside each the tables that requests are served from, compiled anew when it changes.</summary>
internal sealed class HttpApiState
{
    private readonly string _account;
    private readonly TimeProvider _clock;
    private ImmutableSortedDictionary<string, HttpApi> _apis = ImmutableSortedDictionary.Create<string, HttpApi>(StringComparer.Ordinal);
    private volatile Dictionary<string, ServedApi> _served = new(StringComparer.Ordinal);

    public HttpApiState(string account, TimeProvider clock)
    {
        (_account, _clock) = (account, clock);
        Changes = new CommitPoint<HttpApiChange>(Apply);
    }

    public CommitPoint<HttpApiChange> Changes { get; }

    public IEnumerable<HttpApi> Apis => _apis.Values;

    /// <exception cref="AwsError">NotFoundException.</exception>
    public HttpApi Get(string apiId) => _apis.GetValueOrDefault(apiId) ?? throw ApiErrors.NoSuchApi(_account, apiId);

    /// <summary>What requests to that API are served from; <c>null</c> where there is none.</summary>
    public ServedApi? FindServed(ReadOnlySpan<char> apiId) =>
        _served.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(apiId, out var api) ? api : null;

    /// <summary>Adds an API under a fresh id.</summary>
    public HttpApi Add(Func<string, DateTimeOffset, HttpApi> create) => Changes.Commit(() =>
    {
        var id = ApiIds.Api();
        while (_apis.ContainsKey(id)) id = ApiIds.Api();
        var now = _clock.GetUtcNow();
        var api = AutomaticDeployment.Of(create(id, now), now);
        return ((HttpApiChange?)new HttpApiChange.ApiPut(api), api);
    });

    /// <summary>Changes one API in one step. Stages that deploy by themselves serve a changed configuration at once.</summary>
    /// <param name="change">Answers the API as it will be, or refuses by throwing.</param>
    public HttpApi Change(string apiId, Func<HttpApi, DateTimeOffset, HttpApi> change) => Changes.Commit(() =>
    {
        var before = Get(apiId);
        var now = _clock.GetUtcNow();
        var after = change(before, now);
        if (!ReferenceEquals(before.Configuration, after.Configuration)) after = AutomaticDeployment.Of(after, now);
        return ((HttpApiChange?)new HttpApiChange.ApiPut(after), after);
    });

    private void Apply(HttpApiChange change)
    {
        var served = new Dictionary<string, ServedApi>(_served, StringComparer.Ordinal);
        switch (change)
        {
            case HttpApiChange.ApiPut(var api):
                _apis = _apis.SetItem(api.Id, api);
                served[api.Id] = ServedApi.Of(api, _clock);
                break;
            case HttpApiChange.ApiDeleted(var id):
                _apis = _apis.Remove(id);
                served.Remove(id);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, null);
        }

        _served = served;
    }
}
