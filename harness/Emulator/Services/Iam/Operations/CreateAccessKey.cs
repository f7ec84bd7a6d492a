using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

/// <param name="UserName"><c>null</c> means the caller.</param>
internal sealed record CreateAccessKeyRequest(string? UserName) : IOwnUserRequest<CreateAccessKeyRequest>
{
    public static CreateAccessKeyRequest Read(QueryForm form) => new(form.Optional("UserName") is { } name ? IamRules.UserName(name) : null);

    public CreateAccessKeyRequest By(Caller caller) => this with { UserName = UserName ?? caller.UserName };
}

internal sealed record CreateAccessKeyResponse(User User, AccessKey Key) : IQueryResponse
{
    public void Write(XmlWriter xml)
    {
        xml.WriteStartElement("AccessKey");
        xml.WriteElementString("UserName", User.Name);
        xml.WriteElementString("AccessKeyId", Key.Id);
        xml.WriteElementString("Status", Key.Status);
        xml.WriteElementString("SecretAccessKey", Key.Secret);
        xml.WriteTime("CreateDate", Key.CreatedAt);
        xml.WriteEndElement();
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html</remarks>
internal static class CreateAccessKey
{
    private const int Most = 2;

    public static CreateAccessKeyResponse Execute(IamState state, TimeProvider clock, CreateAccessKeyRequest request) => state.Changes.Commit(() =>
    {
        var user = AccessKeys.OwnerOf(state, request.UserName);
        if (user.AccessKeys.Length >= Most) throw IamErrors.OverQuota("AccessKeysPerUser", Most);
        var key = AccessKeys.New(clock.GetUtcNow());
        var changed = user with { AccessKeys = user.AccessKeys.Add(key) };
        return ((IamChange?)new IamChange.UserPut(changed), new CreateAccessKeyResponse(changed, key));
    });
}
