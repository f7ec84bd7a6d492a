using System.Buffers;
using System.Collections.Immutable;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Expressions;
using TaskTracker.Emulation.Services.DynamoDb.Reads;
using TaskTracker.Emulation.Services.DynamoDb.Values;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>The expressions of a request, ready to be evaluated; absent ones are <c>null</c>.</summary>
internal sealed record BoundExpressions(
    Bound<Condition>? Condition, Bound<ImmutableArray<UpdateAction>>? Update, IReadOnlyList<KeyTerm>? Key, Bound<Condition>? Filter, Projection? Projection)
{
    public static readonly BoundExpressions None = new(null, null, null, null, null);
}

/// <summary>The members of a request that are expressions, with their names and values, and the older members that they replace.</summary>
internal sealed class ExpressionParameters
{
    private static readonly ExpressionCache<Condition> Conditions = new(ConditionParser.Parse);
    private static readonly ExpressionCache<ImmutableArray<UpdateAction>> Updates = new(UpdateParser.Parse);
    private static readonly ExpressionCache<Projection> Projections = new(ProjectionParser.Parse);

    private List<(string Key, string Name)>? _names;
    private List<(string Key, SentAttributes Value)>? _values;
    private string? _condition;
    private string? _update;
    private string? _keyCondition;
    private string? _filter;
    private string? _projection;

    /// <summary>The older members that say the same without expressions.</summary>
    public LegacyParameters Legacy { get; } = new();

    public bool HasKeyCondition => _keyCondition is not null || Legacy.KeyConditions is not null;

    /// <summary>The member that names the attributes to answer; <c>null</c> for all of them.</summary>
    public string? ProjectionMember => _projection is not null ? "ProjectionExpression" : Legacy.AttributesToGet is not null ? "AttributesToGet" : null;

    /// <returns>False when the current member is none of these.</returns>
    public bool Read(ref WireReader json, PooledBuffer buffer)
    {
        if (json.Member.SequenceEqual("ConditionExpression"u8)) _condition = json.ReadString();
        else if (json.Member.SequenceEqual("ExpressionAttributeNames"u8)) ReadNames(ref json);
        else if (json.Member.SequenceEqual("ExpressionAttributeValues"u8)) ReadValues(ref json, buffer);
        else if (json.Member.SequenceEqual("UpdateExpression"u8)) _update = json.ReadString();
        else if (json.Member.SequenceEqual("KeyConditionExpression"u8)) _keyCondition = json.ReadString();
        else if (json.Member.SequenceEqual("FilterExpression"u8)) _filter = json.ReadString();
        else if (json.Member.SequenceEqual("ProjectionExpression"u8)) _projection = json.ReadString();
        else return Legacy.Read(ref json, buffer);
        return true;
    }

    /// <summary>Writes the members that name the attributes to answer, as they were sent, each after a comma.</summary>
    public void WriteProjection(IBufferWriter<byte> output)
    {
        if (_projection is not null) WriteText(output, ",\"ProjectionExpression\":\""u8, _projection);
        var opening = ",\"ExpressionAttributeNames\":{\""u8;
        foreach (var (key, name) in _names ?? [])
        {
            WriteText(output, opening, key);
            WriteText(output, ":\""u8, name);
            opening = ",\""u8;
        }

        if (_names is not null) output.Write("}"u8);
        opening = ",\"AttributesToGet\":[\""u8;
        foreach (var attribute in Legacy.AttributesToGet ?? [])
        {
            WriteText(output, opening, attribute);
            opening = ",\""u8;
        }

        if (Legacy.AttributesToGet is not null) output.Write("]"u8);
    }

    private static void WriteText(IBufferWriter<byte> output, ReadOnlySpan<byte> before, string text)
    {
        output.Write(before);
        output.Write(JsonText.Escape(text));
        output.Write("\""u8);
    }

    /// <summary>What may not be in one request, before anything is looked at closely.</summary>
    /// <param name="kinds">The expressions that the operation has, in AWS's order.</param>
    /// <param name="legacy">The older members that the operation has.</param>
    public void RefuseMixtures(Wording wording, ReadOnlySpan<ExpressionKind> kinds, ReadOnlySpan<string> legacy)
    {
        if (!Legacy.IsUsed && Legacy.ConditionalOperator is null && _names is null && _values is null) return;
        var given = Given(kinds);
        if (given.Count > 0)
        {
            // A filter expression may go with the older form of key conditions.
            var older = legacy.ToArray().Where(m => Legacy.Has(m) && (m != "KeyConditions" || _keyCondition is not null)).ToList();
            if (older.Count > 0)
            {
                throw wording.Invalid("Can not use both expression and non-expression parameters in the same request: "
                    + $"Non-expression parameters: {{{string.Join(", ", older)}}} Expression parameters: {{{string.Join(", ", given)}}}");
            }
        }

        if (_names is not null && given.Count == 0) throw wording.Invalid("ExpressionAttributeNames can only be specified when using expressions");
        if (_values is not null && given.All(g => g == nameof(ExpressionKind.ProjectionExpression))) throw wording.ValuesWithoutExpression(kinds);
    }

    public BoundExpressions Bind(ReadOnlyMemory<byte> buffer, Wording wording)
    {
        var older = BindLegacy(buffer);
        if (_condition is null && _update is null && _keyCondition is null && _filter is null && _projection is null) return older;
        var given = CheckPlaceholders(buffer, wording);
        var update = Bind(_update, "UpdateExpression", wording, text => UpdateBinder.Bind(Updates.Parse(text), given));
        var condition = Bind(_condition, "ConditionExpression", wording, text => ConditionBinder.Bind(Conditions.Parse(text), given));
        var key = Bind(_keyCondition, "KeyConditionExpression", wording, text => ConditionBinder.Bind(Conditions.Parse(text), given));
        var filter = Bind(_filter, "FilterExpression", wording, text => ConditionBinder.Bind(Conditions.Parse(text), given));
        var projection = Bind(_projection, "ProjectionExpression", wording, text => ProjectionParser.Bind(Projections.Parse(text), given));
        if (given.DescribeUnused() is { } unused) throw wording.Invalid(unused);
        return new BoundExpressions(condition, update, key is null ? older.Key : KeyConditionReader.Read(key), filter, projection);
    }

    private BoundExpressions BindLegacy(ReadOnlyMemory<byte> buffer)
    {
        if (!Legacy.IsUsed) return BoundExpressions.None;
        var joinedBy = Legacy.ConditionalOperator;
        return new BoundExpressions(
            new LegacyExpressions(buffer).Condition(Legacy.Expected, joinedBy),
            new LegacyExpressions(buffer).Update(Legacy.AttributeUpdates),
            Legacy.KeyConditions is { } conditions ? new LegacyExpressions(buffer).KeyTerms(conditions) : null,
            new LegacyExpressions(buffer).Condition(Legacy.QueryFilter ?? Legacy.ScanFilter, joinedBy),
            LegacyExpressions.Projection(Legacy.AttributesToGet));
    }

    private static T? Bind<T>(string? text, string kind, Wording wording, Func<string, T> bind)
        where T : class
    {
        if (text is null) return null;
        try
        {
            return bind(text);
        }
        catch (ExpressionRefused refused)
        {
            throw wording.Invalid($"Invalid {kind}: {refused.Message}");
        }
    }

    private Placeholders CheckPlaceholders(ReadOnlyMemory<byte> buffer, Wording wording)
    {
        if (_names is null && _values is null) return Placeholders.None;
        if (_names is { Count: 0 }) throw wording.Invalid("ExpressionAttributeNames must not be empty");
        foreach (var (key, name) in _names ?? [])
        {
            if (!IsPlaceholder(key, '#')) throw wording.Invalid($"ExpressionAttributeNames contains invalid key: Syntax error; key: \"{key}\"");
            if (name.Length == 0) throw wording.Invalid($"ExpressionAttributeNames contains invalid value: Empty attribute name for key {key}");
        }

        if (_values is { Count: 0 }) throw wording.Invalid("ExpressionAttributeValues must not be empty");
        foreach (var (key, _) in _values ?? [])
        {
            if (!IsPlaceholder(key, ':')) throw wording.Invalid($"ExpressionAttributeValues contains invalid key: Syntax error; key: \"{key}\"");
        }

        foreach (var (key, value) in _values ?? [])
        {
            if (value.Problem is not null) throw wording.InvalidValue(value.Problem, key);
        }

        return new Placeholders(_names ?? [], _values?.ConvertAll(v => (v.Key, buffer.Slice(v.Value.Start, v.Value.Length))) ?? []);
    }

    private static bool IsPlaceholder(string key, char sign) =>
        key.Length > 1 && key[0] == sign && !key.AsSpan(1).ContainsAnyExcept(PlaceholderCharacters);

    private static readonly SearchValues<char> PlaceholderCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private void ReadNames(ref WireReader json)
    {
        if (!json.StartMap("java.lang.String")) return;
        _names = [];
        while (json.NextMember())
        {
            var key = System.Text.Encoding.UTF8.GetString(json.Member);
            _names.RemoveAll(n => n.Key == key);
            _names.Add((key, json.ReadString() ?? ""));
        }
    }

    private void ReadValues(ref WireReader json, PooledBuffer buffer)
    {
        if (!json.StartMap("com.amazonaws.dynamodb.v20120810.AttributeValue")) return;
        _values = [];
        while (json.NextMember())
        {
            var key = System.Text.Encoding.UTF8.GetString(json.Member);
            _values.Add((key, AttributeReader.ReadValue(ref json, buffer)));
        }
    }

    public bool Has(ExpressionKind kind) => kind switch
    {
        ExpressionKind.ConditionExpression => _condition,
        ExpressionKind.UpdateExpression => _update,
        ExpressionKind.KeyConditionExpression => _keyCondition,
        ExpressionKind.FilterExpression => _filter,
        _ => _projection,
    } is not null;

    private List<string> Given(ReadOnlySpan<ExpressionKind> kinds)
    {
        var given = new List<string>();
        foreach (var kind in kinds)
        {
            if (Has(kind)) given.Add(kind.ToString());
        }

        return given;
    }
}
