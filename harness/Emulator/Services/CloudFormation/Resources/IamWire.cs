using System.Xml.Linq;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <summary>Calls of IAM, and what its resource types have in common.</summary>
internal static class IamWire
{
    public static Task<XElement> CallAsync(ResourceTask task, string action, CancellationToken cancellation, params IEnumerable<(string, string?)> parameters) =>
        task.Wire.QueryAsync("iam", "2010-05-08", action, parameters, cancellation);

    /// <summary>Removes something that may be gone already.</summary>
    public static async Task RemoveAsync(ResourceTask task, string action, CancellationToken cancellation, params IEnumerable<(string, string?)> parameters)
    {
        try
        {
            await CallAsync(task, action, cancellation, parameters).ConfigureAwait(false);
        }
        catch (ServiceRefusal gone) when (gone.IsNotFound)
        {
        }
    }

    public static string Of(XElement answer, string element) => answer.Descendants().First(e => e.Name.LocalName == element).Value;

    public static IReadOnlyList<string> All(XElement answer, string element) => [.. answer.Descendants().Where(e => e.Name.LocalName == element).Select(e => e.Value)];

    public static IEnumerable<string> Texts(PropertyReader properties, string name) => properties.List(name).Select(v => v.AsText ?? "");

    /// <summary>Tags as parameters of a call.</summary>
    public static IEnumerable<(string, string?)> Tags(IReadOnlyDictionary<string, string> tags) => tags.SelectMany((tag, i) => new (string, string?)[]
    {
        ($"Tags.member.{i + 1}.Key", tag.Key), ($"Tags.member.{i + 1}.Value", tag.Value),
    });

    /// <summary>Who makes identities or gives permissions must say so, and more so with names of its own.</summary>
    public static string Capability(ResourceDeclaration resource, string? nameProperty) =>
        nameProperty is not null && resource.Properties.Members.Any(m => m.Key == nameProperty) ? "CAPABILITY_NAMED_IAM" : "CAPABILITY_IAM";
}
