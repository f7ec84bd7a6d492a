namespace TaskTracker.Emulation.Services.Iam;

internal abstract record IamChange
{
    public sealed record RolePut(Role Role) : IamChange;

    public sealed record RoleDeleted(string Name) : IamChange;

    public sealed record UserPut(User User) : IamChange;

    public sealed record UserRenamed(string Before, User User) : IamChange;

    public sealed record UserDeleted(string Name) : IamChange;

    public sealed record GroupPut(Group Group) : IamChange;

    public sealed record GroupDeleted(string Name) : IamChange;

    public sealed record PolicyPut(ManagedPolicy Policy) : IamChange;

    public sealed record PolicyDeleted(string Arn) : IamChange;

    public static IamChange Put(Identity identity) => identity switch
    {
        Role role => new RolePut(role),
        User user => new UserPut(user),
        Group group => new GroupPut(group),
        _ => throw new ArgumentOutOfRangeException(nameof(identity), identity, null),
    };
}
