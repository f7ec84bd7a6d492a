using System.Collections.Concurrent;
using TaskTracker.Deployment;

namespace TaskTracker.Conformance.Stack;

/// <summary>What the record of a deployment says: all that this suite knows about where the stack runs.</summary>
public sealed class StackRecord(DeploymentRecord record)
{
    public DeploymentRecord Record { get; } = record;

    public Uri Endpoint { get; } = new(record.Endpoint);

    /// <summary>Without a slash at its end.</summary>
    public string ApiUrl { get; } = record.ApiUrl.TrimEnd('/');

    /// <summary>Without a slash at its end.</summary>
    public string SiteUrl { get; } = record.SiteUrl.TrimEnd('/');

    /// <summary>The origin of the site's pages, as browsers send it.</summary>
    public string SiteOrigin { get; } = new Uri(record.SiteUrl).GetLeftPart(UriPartial.Authority);

    /// <summary>Ids of what these tests have put into the table.</summary>
    public ConcurrentQueue<string> TasksMade { get; } = [];

    /// <summary>An HTTP API with payload 2.0, else a REST API with payload 1.0.</summary>
    public bool HasHttpApi => Record.ApiFlavour == "http";
}
