using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Protocols.SigV4;

namespace TaskTracker.Emulation.Pipeline;

/// <summary>Which service a request is for: every service has the same port, so its wire must tell.</summary>
/// <param name="fallback">Who answers what nobody else claims: S3, whose paths are free.</param>
internal sealed class FindService(IReadOnlyList<Service> services, Service fallback)
{
    public const int MaxUnsignedFormBytes = 1024 * 1024;

    /// <summary>By <c>X-Amz-Target</c>, then by the service that the signature in the header names; <c>null</c> when only the body can tell.</summary>
    public Service? ByHead(AwsRequest request)
    {
        var target = request.Headers["X-Amz-Target"].ToString().AsSpan();
        var prefix = target[..Math.Max(0, target.LastIndexOf('.'))];
        if (!prefix.IsEmpty)
        {
            foreach (var service in services)
            {
                if (prefix.SequenceEqual(service.TargetPrefix)) return service;
            }
        }

        var signedFor = Signature.ServiceOf(request);
        foreach (var service in services)
        {
            if (service.SigningName == signedFor) return service;
        }

        var isForm = request.Headers.ContentType.ToString().StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal);
        if (signedFor is not null && request.Headers.Authorization.Count > 0) return AbsentService.Of(signedFor, isForm, services);
        return isForm && request.Method == "POST" ? null : fallback;
    }

    /// <summary>By the <c>Version</c> of an unsigned form.</summary>
    public Service ByForm(AwsRequest request)
    {
        var version = QueryForm.Of(request).Optional("Version");
        return services.FirstOrDefault(s => s.QueryVersion is not null && s.QueryVersion == version) ?? fallback;
    }

    public Service ByName(string name) => services.First(s => s.Name == name);
}
