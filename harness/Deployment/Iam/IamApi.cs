using System.Xml.Linq;
using TaskTracker.Deployment.Wire;

namespace TaskTracker.Deployment.Iam;

/// <summary>What is read of IAM, over its Query protocol.</summary>
internal sealed class IamApi(AwsApi aws)
{
    public Task<XElement> CallAsync(string action, CancellationToken cancellation, params IEnumerable<(string, string)> parameters) =>
        aws.QueryAsync("iam", "2010-05-08", action, parameters, cancellation);

    /// <summary>Every member of every page of a list.</summary>
    public async Task<IReadOnlyList<XElement>> ListAsync(string action, string list, CancellationToken cancellation, params (string, string)[] parameters)
    {
        var all = new List<XElement>();
        string? marker = null;
        do
        {
            var page = await CallAsync(action, cancellation, marker is null ? parameters : [.. parameters, ("Marker", marker)]).ConfigureAwait(false);
            all.AddRange(page.Element(list)?.Elements("member") ?? []);
            marker = page.Element("IsTruncated")?.Value == "true" ? page.Element("Marker")?.Value : null;
        }
        while (marker is not null);

        return all;
    }

    public static string Text(XElement? parent, string name) =>
        parent?.Element(name)?.Value ?? throw new InvalidDataException($"IAM answered without a {name}.");
}
