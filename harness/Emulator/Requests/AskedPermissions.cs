using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Requests;

/// <summary>
/// Every decision on the way of one request, in the order in which it was asked. A question that repeats the one before it is kept once, and so are context
/// keys that have not changed since: what is kept grows with what there is to tell, not with how often it is decided. For the thread that decides.
/// </summary>
internal sealed class AskedPermissions
{
    private AskedPermission[] _asked = [];
    private KeyValuePair<string, ContextValue>[] _keys = [];
    private int _askedCount;
    private int _keyCount;

    /// <summary>Each decision, made again from what it was made from.</summary>
    public IEnumerable<Examination> Examined => _asked.Take(_askedCount).Select(Examine);

    /// <param name="question">With the keys that the decision has read in its context.</param>
    public void Add(in AuthorizationRequest question, in PolicySet policies)
    {
        var asked = new AskedPermission(question.Principal, question.Action, question.Resource, policies, Keep(question.Context));
        if (_askedCount > 0 && _asked[_askedCount - 1] == asked) return;
        if (_askedCount == _asked.Length) Array.Resize(ref _asked, Math.Max(1, 2 * _askedCount));
        _asked[_askedCount++] = asked;
    }

    private Range Keep(RequestContext context)
    {
        if (_askedCount > 0 && _asked[_askedCount - 1].Keys is var last && context.Is(_keys.AsSpan(last))) return last;
        var start = _keyCount;
        _keyCount += context.Count;
        if (_keyCount > _keys.Length) Array.Resize(ref _keys, Math.Max(_keyCount, 2 * _keys.Length));
        context.CopyTo(_keys.AsSpan(start));
        return start.._keyCount;
    }

    private Examination Examine(AskedPermission asked)
    {
        var context = new RequestContext();
        foreach (var (key, value) in _keys[asked.Keys]) context.Set(key, value);
        return Examination.Of(new AuthorizationRequest(asked.Principal, asked.Action, asked.Resource, context), asked.Policies);
    }
}
