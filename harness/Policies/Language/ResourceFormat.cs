namespace TaskTracker.Policies.Language;

/// <summary>The form of an ARN in Resource and NotResource of an identity's policy.</summary>
internal static class ResourceFormat
{
    private static string[] IamPaths =>
    [
        "user/", "federated-user/", "role/", "group/", "instance-profile/", "mfa/", "server-certificate/", "policy/", "sms-mfa/", "saml-provider/",
        "oidc-provider/", "report/", "access-report/",
    ];

    /// <returns>IAM's text about a resource, or null when it has the right form.</returns>
    public static string? FaultOf(string resource)
    {
        if (resource == "*") return null;
        var parts = resource.Split(':', 6);
        if (parts.Length == 1) return $"Resource {resource} must be in ARN format or \"*\".";
        if (parts[1] != "aws") return $"Partition \"{parts[1]}\" is not valid for resource \"{WithPartition(resource)}\".";
        if (parts[0] != "arn") return $"Resource {resource} must be in ARN format or \"*\".";
        if (parts.Length == 2 || parts[2].AsSpan().ContainsAny('*', '?')) return "Resource vendor must be fully qualified and cannot contain regexes.";
        return FaultOfService(resource, parts);
    }

    /// <summary>What passes the newer checks may fail an older parser.</summary>
    public static bool PassesLegacyParsing(string resource)
    {
        if (resource == "*") return true;
        var parts = resource.Split(':');
        return parts[2].Length > 0 && (parts.Length > 5 || !resource.Contains("::", StringComparison.Ordinal));
    }

    /// <summary>Buckets and objects are named without region and account; access points with both.</summary>
    private static string? FaultOfService(string resource, string[] parts)
    {
        var region = parts.ElementAtOrDefault(3);
        var account = parts.ElementAtOrDefault(4);
        var path = parts.ElementAtOrDefault(5) ?? "";
        return parts[2] switch
        {
            "iam" when region != "" => $"IAM resource {resource} cannot contain region information.",
            "s3" when region != "" && string.IsNullOrEmpty(account) => $"Resource {resource} can not contain region information.",
            "iam" when path != "*" && !IamPaths.Any(p => path.StartsWith(p, StringComparison.Ordinal)) =>
                $"IAM resource path must either be \"*\" or start with {string.Join(", ", IamPaths)}.",
            _ => null,
        };
    }

    private static string WithPartition(string resource)
    {
        var rest = resource.Split(':', 6).Skip(2).ToList();
        while (rest.Count < 4) rest.Add("*");
        return $"arn:{resource.Split(':')[1]}:{string.Join(':', rest)}";
    }
}
