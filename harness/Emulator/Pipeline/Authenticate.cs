using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Protocols.SigV4;

namespace TaskTracker.Emulation.Pipeline;

/// <summary>Who sent the request: its signature is computed again from what arrived and the secret of the key it names.</summary>
/// <param name="clock">Virtual: sessions expire by it. Signatures and presigned URLs age by the real one, in which real clients live.</param>
internal sealed class Authenticate(AwsScope scope, IamMode mode, FindCredentials find, TimeProvider clock)
{
    private readonly SigningKeys _keys = new();
    private readonly Caller _root = Caller.Root(scope);

    /// <exception cref="AwsError">The signature is missing, wrong, or of nobody known.</exception>
    public Caller Identify(Service service, Exchange exchange)
    {
        try
        {
            var signature = exchange.Signature = Signature.Of(exchange.Request);
            if (mode == IamMode.Off) return signature is null ? _root : find(signature.AccessKeyId)?.Caller ?? _root;
            if (signature is not null) return Verify(service, exchange.Request, signature);
            if (service.Protocol.QueryV2SignatureOf(exchange.Request) is { } older) return Verify(older);
            return service.AdmitsAnonymous?.Invoke(exchange.Request) == true ? Caller.Anonymous : throw new SignatureRefused(AuthFailure.MissingToken, "");
        }
        catch (SignatureRefused refused)
        {
            throw service.Protocol.Refuse(refused.Failure, refused.Message, exchange);
        }
    }

    /// <summary>The key that chunks of a streamed body are signed with; <c>null</c> where nobody verifies them.</summary>
    public SigningKey? ChunkKey(Signature signature) =>
        mode == IamMode.Enforce && find(signature.AccessKeyId) is { } known ? _keys.Get(known.Credentials.SecretAccessKey, signature.Scope) : null;

    private Caller Verify(Service service, AwsRequest request, Signature signature)
    {
        var known = CredentialsOf(signature.AccessKeyId, signature.Token);
        CheckScope(service, signature);
        CheckHeaders(service, request, signature);
        CheckAge(signature, service.Protocol.MaxClockSkew);

        Span<byte> hash = stackalloc byte[64];
        var payload = PayloadHash.Of(request, signature);
        CanonicalRequest.Hash(
            request.Method, request.RawPath, request.RawQuery, request.Headers, signature.SignedHeaders, payload, encodePathTwice: service.Name != "s3", hash);
        Span<byte> expected = stackalloc byte[64];
        _keys.Get(known.Credentials.SecretAccessKey, signature.Scope).Sign(signature.Date, signature.Scope, hash, expected);

        Span<byte> given = stackalloc byte[64];
        var isHex = signature.Hex.Length == 64 && Encoding.ASCII.GetBytes(signature.Hex, given) == 64;
        if (!isHex || !CryptographicOperations.FixedTimeEquals(expected, given)) throw new SignatureRefused(AuthFailure.SignatureMismatch, "");
        return known.Caller;
    }

    private Caller Verify(QueryV2Signature signature)
    {
        var known = CredentialsOf(signature.AccessKeyId, signature.Token);
        if (signature.ExpiresAt <= TimeProvider.System.GetUtcNow()) throw new SignatureRefused(AuthFailure.Expired, "Request has expired");
        return signature.IsMadeWith(known.Credentials.SecretAccessKey) ? known.Caller : throw new SignatureRefused(AuthFailure.SignatureMismatch, "");
    }

    private KnownCredentials CredentialsOf(string accessKeyId, string? token)
    {
        var known = find(accessKeyId) ?? throw new SignatureRefused(AuthFailure.UnknownKey, accessKeyId);
        if (known.Credentials.SessionToken != token) throw new SignatureRefused(AuthFailure.InvalidToken, "");
        return known.ExpiresAt <= clock.GetUtcNow() ? throw new SignatureRefused(AuthFailure.ExpiredToken, "") : known;
    }

    private void CheckScope(Service service, Signature signature)
    {
        var isGlobal = service.Name is "iam" or "sts" && signature.Region == "us-east-1";
        if (signature.Region != scope.Region && !isGlobal)
        {
            throw new SignatureRefused(AuthFailure.WrongScope, $"Credential should be scoped to a valid region, not '{signature.Region}'. This emulator is {scope.Region}.");
        }

        if (signature.Service != service.SigningName)
        {
            throw new SignatureRefused(AuthFailure.WrongScope, $"Credential should be scoped to correct service: '{service.SigningName}'.");
        }

        if (!signature.Date.StartsWith(signature.Scope.AsSpan(0, 8), StringComparison.Ordinal))
        {
            throw new SignatureRefused(AuthFailure.WrongScope, $"Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{signature.Scope[..8]}' != '{signature.Date}'.");
        }
    }

    private static void CheckHeaders(Service service, AwsRequest request, Signature signature)
    {
        if (service.Protocol.WantsAmzHeadersSigned)
        {
            var uncovered = SignedHeaders.Uncovered(request.Headers, signature.SignedHeaders);
            if (uncovered.Count > 0) throw new SignatureRefused(AuthFailure.UnsignedHeaders, string.Join(", ", uncovered));
        }
        else if (!SignedHeaders.Cover(signature.SignedHeaders, SignedHeaders.Host))
        {
            throw new SignatureRefused(AuthFailure.IncompleteSignature, "'Host' must be a 'SignedHeader' in the AWS Authorization.");
        }
    }

    private static void CheckAge(Signature signature, TimeSpan maxSkew)
    {
        const string Format = "yyyyMMdd'T'HHmmss'Z'";
        if (!DateTimeOffset.TryParseExact(signature.Date, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var signedAt))
        {
            throw new SignatureRefused(AuthFailure.IncompleteSignature, $"Date must be in ISO-8601 'basic format'. Got '{signature.Date}'.");
        }

        var now = TimeProvider.System.GetUtcNow();
        string Text(DateTimeOffset time) => time.ToString(Format, CultureInfo.InvariantCulture);
        if (signedAt > now + maxSkew)
        {
            throw new SignatureRefused(AuthFailure.Expired, $"Signature not yet current: {signature.Date} is still later than {Text(now + maxSkew)} ({Text(now)} + {maxSkew.TotalMinutes} min.)");
        }

        var validFor = signature.ExpiresSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : maxSkew;
        if (signedAt + validFor >= now) return;
        throw signature.IsPresigned
            ? new SignatureRefused(AuthFailure.Expired, "Request has expired")
            : new SignatureRefused(AuthFailure.Expired, $"Signature expired: {signature.Date} is now earlier than {Text(now - maxSkew)} ({Text(now)} - {maxSkew.TotalMinutes} min.)");
    }
}
