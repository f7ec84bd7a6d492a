using Amazon;
using TaskTracker.Emulation.Protocols.SigV4;

namespace TaskTracker.Deployment;

/// <summary>Where and as whom AWS's APIs are called.</summary>
/// <param name="Endpoint">Of all services; AWS itself has a name for each below <c>{region}.amazonaws.com</c>, and then this is that parent.</param>
public sealed record AwsConnection(Uri Endpoint, string Region, AwsCredentials Credentials)
{
    /// <summary>Without a slash at its end.</summary>
    public string Address => Endpoint.GetLeftPart(UriPartial.Authority);

    /// <summary>AWS itself, not something that speaks as it does.</summary>
    public bool IsAws => Endpoint == AwsIn(Region);

    public static Uri AwsIn(string region) => new($"https://{region}.{RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix}");

    /// <param name="service">As the signature spells it.</param>
    /// <remarks>Source: https://docs.aws.amazon.com/general/latest/gr/iam-service.html</remarks>
    public ServiceAddress AddressOf(string service) => service switch
    {
        _ when !IsAws => new ServiceAddress(Endpoint, Region),
        "iam" when RegionEndpoint.GetBySystemName(Region).PartitionName == "aws" => new ServiceAddress(new Uri("https://iam.amazonaws.com"), "us-east-1"),
        _ => new ServiceAddress(new Uri($"https://{service}.{Endpoint.Host}"), Region),
    };
}

/// <param name="SigningRegion">A service of the whole partition, such as IAM, signs in one region for all.</param>
public sealed record ServiceAddress(Uri Url, string SigningRegion);
