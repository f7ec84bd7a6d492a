using System.Globalization;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Services.S3.Objects;

/// <summary>The condition keys of a listing. A parameter that was not sent has none.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html</remarks>
internal static class ListingKeys
{
    public static ContextValue? Find(string key, ListingRequest listing) => key.ToLowerInvariant() switch
    {
        "s3:prefix" when listing.Sent.Contains("prefix") => ContextValue.Of(listing.Prefix),
        "s3:delimiter" when listing.Sent.Contains("delimiter") => ContextValue.Of(listing.Delimiter),
        "s3:max-keys" when listing.Sent.Contains("max-keys") => ContextValue.Of(listing.MaxKeys.ToString(CultureInfo.InvariantCulture)),
        _ => null,
    };
}
