namespace TaskTracker.Emulation.Services.Iam.Simulation;

/// <summary>The scenarios of EC2 that a simulation can name, each of which demands certain kinds of resources.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html, ResourceHandlingOption</remarks>
internal static class Scenarios
{
    private static readonly string[] Always = ["instance", "image", "security-group", "network-interface"];

    private static readonly Dictionary<string, string[]> Demanded = new(StringComparer.Ordinal)
    {
        ["EC2-VPC-InstanceStore"] = Always,
        ["EC2-VPC-InstanceStore-Subnet"] = [.. Always, "subnet"],
        ["EC2-VPC-EBS"] = [.. Always, "volume"],
        ["EC2-VPC-EBS-Subnet"] = [.. Always, "subnet", "volume"],
    };

    /// <exception cref="Protocols.AwsError">InvalidInput.</exception>
    public static void Check(string? option, IReadOnlyList<string> resourceArns)
    {
        if (option is null) return;
        if (!Demanded.TryGetValue(option, out var kinds))
        {
            throw IamErrors.InvalidInput($"Invalid ResourceHandlingOption: {option}. There are: {string.Join(", ", Demanded.Keys)}.");
        }

        foreach (var kind in kinds)
        {
            if (!resourceArns.Any(a => a.Contains($":{kind}/", StringComparison.Ordinal))) throw IamErrors.InvalidInput($"{option} needs a resource of the kind {kind} in ResourceArns.");
        }
    }
}
