using Amazon;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Endpoints;
using TaskTracker.Functions.Tasks;

namespace TaskTracker.Functions.Tests.Tasks;

public sealed class OneEndpointTests
{
    [Fact]
    public void The_rules_are_followed_once()
    {
        var rules = new AmazonDynamoDBConfig { RegionEndpoint = RegionEndpoint.USEast1 }.EndpointProvider;
        var provider = new OneEndpoint(rules);
        var parameters = new DynamoDBEndpointParameters { Region = "us-east-1" };

        var first = provider.ResolveEndpoint(parameters);
        var second = provider.ResolveEndpoint(parameters);

        Assert.Equal(rules.ResolveEndpoint(parameters).URL, first.URL);
        Assert.Same(first, second);
    }
}
