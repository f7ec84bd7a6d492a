using System.Security.Cryptography;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <summary>One resource of one stack, being made, changed or removed.</summary>
/// <param name="physicalId">Of the resource that exists; empty while it is being made.</param>
/// <param name="stackTags">Tags of the stack, for resources that have tags.</param>
/// <param name="onGenerated">Told the physical id before a service is asked to make it, where CloudFormation chooses it.</param>
/// <param name="onInitiated">Told the physical id as soon as the service has made it, so that a failure later on still leads to its removal.</param>
internal sealed class ResourceTask(
    string stackName, string stackId, string logicalId, string physicalId, Value.Map properties, IReadOnlyDictionary<string, string> stackTags,
    ServiceWire wire, Action<string> onInitiated, Action<string>? onGenerated = null)
{
    private const string NameLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public PropertyReader Properties { get; } = new(properties, stackTags);

    public string PhysicalId { get; private set; } = physicalId;

    public ServiceWire Wire => wire;

    public AwsScope Scope => wire.Scope;

    public void Initiated(string id)
    {
        PhysicalId = id;
        onInitiated(id);
    }

    /// <summary>The form of name that CloudFormation makes: stack, resource, and something random.</summary>
    /// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html</remarks>
    /// <param name="idOf">The physical id that comes of the name, where that is not the name.</param>
    public string GenerateName(int maxLength, bool lowerCase = false, Func<string, string>? idOf = null)
    {
        var suffix = "-" + RandomNumberGenerator.GetString(NameLetters, 12);
        var room = maxLength - suffix.Length;
        var (stack, logical) = (stackName, logicalId);
        if (stack.Length + 1 + logical.Length > room)
        {
            stack = stack[..Math.Min(stack.Length, Math.Max(room / 2, room - 1 - logical.Length))];
            logical = logical[..Math.Min(logical.Length, room - 1 - stack.Length)];
        }

        var name = $"{stack}-{logical}{suffix}";
        if (lowerCase) name = name.ToLowerInvariant();
        onGenerated?.Invoke(idOf?.Invoke(name) ?? name);
        return name;
    }

    /// <summary>Those that CloudFormation alone can give, for services that show them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> SystemTags() =>
    [
        new("aws:cloudformation:stack-name", stackName),
        new("aws:cloudformation:stack-id", stackId),
        new("aws:cloudformation:logical-id", logicalId),
    ];
}
