using TaskTracker.Emulation.Protocols.SigV4;

namespace TaskTracker.Deployment.Tests;

public sealed class UrlFormsTests
{
    /// <summary>Why, endpoint, API, site.</summary>
    public static TheoryData<string, string, string, string> Forms => new()
    {
        { "a page on this machine has an origin of its own", "http://localhost:4566", "http://localhost:4566/_aws/execute-api/a1/prod", "http://b.s3-website.localhost:4566/" },
        { "loopback by number is this machine too", "http://127.0.0.1:8080", "http://127.0.0.1:8080/_aws/execute-api/a1/prod", "http://b.s3-website.localhost:8080/" },
        { "names under localhost do not lead to another machine", "http://emulator:4566", "http://emulator:4566/_aws/execute-api/a1/prod", "http://emulator:4566/_aws/s3-website/b/" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void An_emulated_target_is_reached_by_its_endpoint(string why, string endpoint, string api, string site)
    {
        var connection = Target.Embedded.Connect(new Uri(endpoint));

        var urls = (Target.Embedded.Urls.Api(connection, "a1", "prod").AbsoluteUri, Target.Embedded.Urls.Site(connection, "b").AbsoluteUri);

        Assert.Equal((why, (api, site)), (why, urls));
    }

    [Fact]
    public void LocalStack_s_page_is_at_its_own_name_and_at_the_port_that_is_mapped_here()
    {
        var connection = Target.LocalStack.Connect(new Uri("http://127.0.0.1:32768"));

        Assert.Equal("http://127.0.0.1:32768/_aws/execute-api/a1/prod", Target.LocalStack.Urls.Api(connection, "a1", "prod").AbsoluteUri);
        Assert.Equal("http://b.s3-website.localhost.localstack.cloud:32768/", Target.LocalStack.Urls.Site(connection, "b").AbsoluteUri);
        Assert.Equal("http://b.s3-website.stack.example/", Target.LocalStack.Urls.Site(Target.LocalStack.Connect(new Uri("http://stack.example")), "b").AbsoluteUri);
        Assert.Equal("http://172.17.0.1:4566/_aws/s3-website/b/", Target.LocalStack.Urls.Site(Target.LocalStack.Connect(new Uri("http://172.17.0.1:4566")), "b").AbsoluteUri);
    }

    /// <summary>Why, region, API, site.</summary>
    [Theory]
    [InlineData("an old region has a dash", "us-east-1", "https://a1.execute-api.us-east-1.amazonaws.com/prod", "http://b.s3-website-us-east-1.amazonaws.com/")]
    [InlineData("a newer region has a dot", "eu-central-1", "https://a1.execute-api.eu-central-1.amazonaws.com/prod", "http://b.s3-website.eu-central-1.amazonaws.com/")]
    [InlineData("China is a partition", "cn-north-1", "https://a1.execute-api.cn-north-1.amazonaws.com.cn/prod", "http://b.s3-website.cn-north-1.amazonaws.com.cn/")]
    public void On_AWS_the_API_speaks_HTTPS_and_the_page_HTTP(string why, string region, string api, string site)
    {
        var connection = new AwsConnection(AwsConnection.AwsIn(region), region, new AwsCredentials("AKID", "secret"));

        var urls = (Target.Aws.Urls.Api(connection, "a1", "prod").AbsoluteUri, Target.Aws.Urls.Site(connection, "b").AbsoluteUri);

        Assert.Equal((why, (api, site)), (why, urls));
    }
}
