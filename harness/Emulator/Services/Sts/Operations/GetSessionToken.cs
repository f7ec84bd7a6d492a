using System.Xml;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Protocols.SigV4;

namespace TaskTracker.Emulation.Services.Sts.Operations;

internal sealed record GetSessionTokenRequest(TimeSpan Duration) : IQueryRequest<GetSessionTokenRequest>
{
    public static GetSessionTokenRequest Read(QueryForm form)
    {
        form.RefuseOthers("DurationSeconds");
        return new GetSessionTokenRequest(Durations.Read(form, usual: 43_200, most: 129_600));
    }
}

internal sealed record GetSessionTokenResponse(KnownCredentials Session) : IQueryResponse
{
    public void Write(XmlWriter xml) => CredentialsXml.Write(xml, Session);
}

/// <remarks>Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html</remarks>
internal static class GetSessionToken
{
    private static readonly TimeSpan MostOfRoot = TimeSpan.FromHours(1);

    public static GetSessionTokenResponse Execute(Sessions sessions, Caller caller, GetSessionTokenRequest request)
    {
        if (caller.Kind is CallerKind.AssumedRole || caller.IssuedAt is not null) throw StsErrors.NoSessionOfSession();
        var duration = caller.Kind is CallerKind.Root && request.Duration > MostOfRoot ? MostOfRoot : request.Duration;
        return new GetSessionTokenResponse(sessions.Begin(caller, SessionTerms.Lasting(duration)));
    }
}
