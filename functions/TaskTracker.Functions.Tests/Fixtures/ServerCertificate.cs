using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TaskTracker.Functions.Tests.Fixtures;

/// <summary>A certificate for a server on the loopback address, and the file by which a process trusts it (<c>SSL_CERT_FILE</c>).</summary>
internal sealed class ServerCertificate : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();

    private ServerCertificate(X509Certificate2 value)
    {
        Value = value;
        File.WriteAllText(Path, value.ExportCertificatePem());
    }

    public X509Certificate2 Value { get; }

    public string Path => System.IO.Path.Combine(_directory.FullName, "server.pem");

    public static ServerCertificate Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();

        return new ServerCertificate(request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1)));
    }

    public void Dispose()
    {
        Value.Dispose();
        _directory.Delete(recursive: true);
    }
}
