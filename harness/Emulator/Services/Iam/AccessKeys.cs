using System.Security.Cryptography;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam;

/// <summary>Keys of users. Ids and secrets are random.</summary>
internal static class AccessKeys
{
    public static AccessKey New(DateTimeOffset now) => new(
        "AKIA" + RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16), Convert.ToBase64String(RandomNumberGenerator.GetBytes(30)), IsActive: true, now);

    /// <param name="userName"><c>null</c> where the request names nobody and its caller is no user.</param>
    public static User OwnerOf(IamState state, string? userName) => state.GetUser(userName ?? throw IamErrors.NoUserMeant());

    public static bool IsActive(string status) => status switch
    {
        "Active" => true,
        "Inactive" => false,
        _ => throw IamErrors.BadValue("status", status, "Member must satisfy enum value set: [Active, Inactive]"),
    };

    /// <param name="change">Answers <c>null</c> to remove the key.</param>
    public static NoResult Change(IamState state, string? userName, string keyId, Func<AccessKey, AccessKey?> change) => state.Changes.Commit(() =>
    {
        var user = OwnerOf(state, userName);
        var key = user.AccessKeys.FirstOrDefault(k => k.Id == keyId) ?? throw IamErrors.NoSuchKey(keyId);
        var keys = change(key) is { } changed ? user.AccessKeys.Replace(key, changed) : user.AccessKeys.Remove(key);
        return ((IamChange?)new IamChange.UserPut(user with { AccessKeys = keys }), NoResult.Value);
    });
}
