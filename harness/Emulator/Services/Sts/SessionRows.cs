using System.Text.Json.Serialization;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Protocols.SigV4;

namespace TaskTracker.Emulation.Services.Sts;

/// <summary>Sessions as rows, by access key. Those that are forgotten go when another begins.</summary>
internal sealed class SessionRows(Sessions sessions) : StateRows<SessionChange>("sts")
{
    public override void Write(SessionChange change, RowBatch rows)
    {
        switch (change)
        {
            case SessionChange.Begun(var session):
                foreach (var key in sessions.LongExpired) rows.Remove(key);
                rows.Put(session.Credentials.AccessKeyId, RowJson.Write(session, SessionJson.Default.KnownCredentials));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, null);
        }
    }

    public override SessionChange Read(byte[] key, ReadOnlySpan<byte> value) =>
        new SessionChange.Begun(RowJson.Read(value, SessionJson.Default.KnownCredentials));
}

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, IgnoreReadOnlyProperties = true,
    Converters = [typeof(OrdinalMap), typeof(PolicyRow)])]
[JsonSerializable(typeof(KnownCredentials))]
internal sealed partial class SessionJson : JsonSerializerContext;
