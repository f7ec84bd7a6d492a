namespace TaskTracker.Policies.Language;

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html</remarks>
internal static class PrincipalFormat
{
    private static string[] IamEntities => ["user/", "role/"];
    private static string[] Sessions => ["assumed-role/", "federated-user/"];

    public static bool IsValid(string type, string value) => type switch
    {
        "AWS" => value == "*" || IsAccount(value) || IsUniqueId(value) || IsArn(value),
        "Service" => value.Contains('.', StringComparison.Ordinal) && !value.Contains('*', StringComparison.Ordinal),
        "Federated" => value.Length > 0,
        "CanonicalUser" => value.Length == 64 && value.All(char.IsAsciiHexDigit),
        _ => false,
    };

    public static bool IsAccount(string value) => value.Length == 12 && value.All(char.IsAsciiDigit);

    /// <summary>What is left of the ARN of a user or role that was deleted.</summary>
    private static bool IsUniqueId(string value) =>
        value is ['A', 'I', 'D', 'A', ..] or ['A', 'R', 'O', 'A', ..] && value.Length is >= 16 and <= 128 && value.All(char.IsAsciiLetterOrDigit);

    private static bool IsArn(string value)
    {
        var parts = value.Split(':', 6);
        if (parts is not ["arn", _, var service, "", var account, var name] || value.Contains('*', StringComparison.Ordinal)) return false;
        if (service == "iam" && account == "cloudfront") return name.StartsWith("user/", StringComparison.Ordinal);
        return IsAccount(account) && service switch
        {
            "iam" => name == "root" || IamEntities.Any(e => name.StartsWith(e, StringComparison.Ordinal) && name.Length > e.Length),
            "sts" => Sessions.Any(e => name.StartsWith(e, StringComparison.Ordinal) && name.Length > e.Length),
            _ => false,
        };
    }
}
