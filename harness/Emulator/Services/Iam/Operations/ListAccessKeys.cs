using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record ListAccessKeysRequest(string? UserName, PageRequest Page) : IOwnUserRequest<ListAccessKeysRequest>
{
    public static ListAccessKeysRequest Read(QueryForm form)
    {
        form.RefuseOthers("UserName", "MaxItems", "Marker");
        return new ListAccessKeysRequest(form.Optional("UserName") is { } name ? IamRules.UserName(name) : null, PageRequest.Read(form));
    }

    public ListAccessKeysRequest By(Caller caller) => this with { UserName = UserName ?? caller.UserName };
}

internal sealed record ListAccessKeysResponse(User User, Page<AccessKey> Keys) : IQueryResponse
{
    public void Write(XmlWriter xml) => Keys.Write(xml, "AccessKeyMetadata", key =>
    {
        xml.WriteStartElement("member");
        xml.WriteElementString("UserName", User.Name);
        xml.WriteElementString("AccessKeyId", key.Id);
        xml.WriteElementString("Status", key.Status);
        xml.WriteTime("CreateDate", key.CreatedAt);
        xml.WriteEndElement();
    });
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccessKeys.html</remarks>
internal static class ListAccessKeys
{
    public static ListAccessKeysResponse Execute(IamState state, ListAccessKeysRequest request)
    {
        var user = AccessKeys.OwnerOf(state, request.UserName);
        return new ListAccessKeysResponse(user, request.Page.Cut(user.AccessKeys, k => k.Id));
    }
}
