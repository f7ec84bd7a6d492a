using System.Text.Json.Serialization;
using TaskTracker.Emulation.Journal;

namespace TaskTracker.Emulation.Services.Iam;

/// <summary>Roles, users and groups as rows by name, managed policies by ARN: <c>role/NAME</c>, <c>user/NAME</c>, <c>group/NAME</c>, <c>policy/ARN</c>.</summary>
internal sealed class IamRows() : StateRows<IamChange>("iam")
{
    public override void Write(IamChange change, RowBatch rows)
    {
        switch (change)
        {
            case IamChange.RolePut(var role):
                rows.Put("role/" + role.Name, RowJson.Write(role, IamJson.Default.Role));
                break;
            case IamChange.RoleDeleted(var name):
                rows.Remove("role/" + name);
                break;
            case IamChange.UserPut(var user):
                rows.Put("user/" + user.Name, RowJson.Write(user, IamJson.Default.User));
                break;
            case IamChange.UserRenamed(var before, var user):
                rows.Remove("user/" + before);
                rows.Put("user/" + user.Name, RowJson.Write(user, IamJson.Default.User));
                break;
            case IamChange.UserDeleted(var name):
                rows.Remove("user/" + name);
                break;
            case IamChange.GroupPut(var group):
                rows.Put("group/" + group.Name, RowJson.Write(group, IamJson.Default.Group));
                break;
            case IamChange.GroupDeleted(var name):
                rows.Remove("group/" + name);
                break;
            case IamChange.PolicyPut(var policy):
                rows.Put("policy/" + policy.Arn, RowJson.Write(policy, IamJson.Default.ManagedPolicy));
                break;
            case IamChange.PolicyDeleted(var arn):
                rows.Remove("policy/" + arn);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, null);
        }
    }

    public override IamChange Read(byte[] key, ReadOnlySpan<byte> value) => TextOf(key).Split('/')[0] switch
    {
        "role" => new IamChange.RolePut(RowJson.Read(value, IamJson.Default.Role)),
        "user" => new IamChange.UserPut(RowJson.Read(value, IamJson.Default.User)),
        "group" => new IamChange.GroupPut(RowJson.Read(value, IamJson.Default.Group)),
        "policy" => new IamChange.PolicyPut(RowJson.Read(value, IamJson.Default.ManagedPolicy)),
        _ => throw Unknown(key),
    };
}

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, IgnoreReadOnlyProperties = true,
    Converters = [typeof(OrdinalMap), typeof(PolicyRow)])]
[JsonSerializable(typeof(Role))]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(Group))]
[JsonSerializable(typeof(ManagedPolicy))]
internal sealed partial class IamJson : JsonSerializerContext;
