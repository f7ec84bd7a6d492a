namespace TaskTracker.Emulation.Services.Sns;

/// <summary>The attributes of topics that can be set here.</summary>
internal static class TopicAttribute
{
    public const string DisplayName = "DisplayName";
    public const string Policy = "Policy";

    private static readonly string[] Others =
    [
        "ArchivePolicy", "ContentBasedDeduplication", "DeliveryPolicy", "FifoThroughputScope", "FifoTopic", "KmsMasterKeyId", "SignatureVersion", "TracingConfig",
    ];

    /// <exception cref="Emulation.Protocols.AwsError">InvalidParameter, for another.</exception>
    public static void CheckName(string name)
    {
        if (name is DisplayName or Policy) return;
        throw Others.Contains(name) || name.EndsWith("RoleArn", StringComparison.Ordinal) || name.EndsWith("SampleRate", StringComparison.Ordinal)
            ? SnsErrors.NotSupported($"The attribute {name}")
            : SnsErrors.Invalid("AttributeName");
    }
}
