using TaskTracker.Emulation.Protocols.SigV4;

namespace TaskTracker.Deployment.Tests;

public sealed class AwsConnectionTests
{
    private static readonly AwsCredentials Credentials = new("AKID", "secret");

    /// <summary>Why, region, service, address, region that is signed for.</summary>
    [Theory]
    [InlineData("a service of a region", "eu-west-1", "cloudformation", "https://cloudformation.eu-west-1.amazonaws.com/", "eu-west-1")]
    [InlineData("IAM is one for all regions", "eu-west-1", "iam", "https://iam.amazonaws.com/", "us-east-1")]
    [InlineData("China has an IAM of its own", "cn-north-1", "iam", "https://iam.cn-north-1.amazonaws.com.cn/", "cn-north-1")]
    public void On_AWS_every_service_has_a_name_of_its_own(string why, string region, string service, string address, string signingRegion)
    {
        var connection = new AwsConnection(AwsConnection.AwsIn(region), region, Credentials);

        var found = connection.AddressOf(service);

        Assert.Equal((why, address, signingRegion), (why, found.Url.AbsoluteUri, found.SigningRegion));
    }

    [Fact]
    public void Elsewhere_all_services_share_one_endpoint()
    {
        var connection = Target.Embedded.Connect(new Uri("http://localhost:4566"));

        Assert.Equal(new ServiceAddress(new Uri("http://localhost:4566"), "us-east-1"), connection.AddressOf("iam"));
        Assert.False(connection.IsAws);
    }

    [Fact]
    public void A_target_that_has_to_be_started_is_nowhere_by_itself()
    {
        var problem = Assert.Throws<TargetNotStarted>(() => Target.LocalStack.Connect());

        Assert.Equal(Target.LocalStack, problem.Target);
    }
}
