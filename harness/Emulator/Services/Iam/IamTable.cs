using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.Iam.Operations;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Services.Iam;

/// <summary>Every operation that there is.</summary>
internal sealed class IamTable(IamState state, AwsScope scope, TimeProvider clock)
{
    public const string Namespace = "https://iam.amazonaws.com/doc/2010-05-08/";

    public IReadOnlyList<Operation> Rows => [.. Roles, .. Users, .. Groups, .. ManagedPolicies, .. Account];

    private Operation[] Roles =>
    [
        Row<CreateRoleRequest, CreateRoleResponse>("CreateRole", r => NewArn("role", r.Path, r.RoleName), (r, _) => CreateRole.Execute(state, scope, clock, r), (r, key) => RequestTags.Find(key, r.Tags) ?? Boundary(key, r.Boundary)),
        Row<GetRoleRequest, GetRoleResponse>("GetRole", r => Role(r.RoleName), (r, _) => GetRole.Execute(state, r)),
        Row<ListRolesRequest, ListRolesResponse>("ListRoles", r => Below("role", r.PathPrefix), (r, _) => ListRoles.Execute(state, r)),
        Row<UpdateRoleRequest, EmptyResult>("UpdateRole", r => Role(r.RoleName), (r, _) => UpdateRole.Execute(state, r)),
        Row<UpdateAssumeRolePolicyRequest, NoResult>("UpdateAssumeRolePolicy", r => Role(r.RoleName), (r, _) => UpdateAssumeRolePolicy.Execute(state, r)),
        Row<DeleteRoleRequest, NoResult>("DeleteRole", r => Role(r.RoleName), (r, _) => DeleteRole.Execute(state, r)),
        Row<PutRolePolicyRequest, NoResult>("PutRolePolicy", r => Role(r.RoleName), (r, _) => PutRolePolicy.Execute(state, r)),
        Row<GetRolePolicyRequest, GetRolePolicyResponse>("GetRolePolicy", r => Role(r.RoleName), (r, _) => GetRolePolicy.Execute(state, r)),
        Row<ListRolePoliciesRequest, ListRolePoliciesResponse>("ListRolePolicies", r => Role(r.RoleName), (r, _) => ListRolePolicies.Execute(state, r)),
        Row<DeleteRolePolicyRequest, NoResult>("DeleteRolePolicy", r => Role(r.RoleName), (r, _) => DeleteRolePolicy.Execute(state, r)),
        Row<AttachRolePolicyRequest, NoResult>("AttachRolePolicy", r => Role(r.RoleName), (r, _) => AttachRolePolicy.Execute(state, r), (r, key) => PolicyArn(key, r.PolicyArn)),
        Row<DetachRolePolicyRequest, NoResult>("DetachRolePolicy", r => Role(r.RoleName), (r, _) => DetachRolePolicy.Execute(state, r), (r, key) => PolicyArn(key, r.PolicyArn)),
        Row<ListAttachedRolePoliciesRequest, ListAttachedRolePoliciesResponse>("ListAttachedRolePolicies", r => Role(r.RoleName), (r, _) => ListAttachedRolePolicies.Execute(state, r)),
        Row<PutRolePermissionsBoundaryRequest, NoResult>("PutRolePermissionsBoundary", r => Role(r.RoleName), (r, _) => PutRolePermissionsBoundary.Execute(state, r), (r, key) => Boundary(key, r.PermissionsBoundary)),
        Row<DeleteRolePermissionsBoundaryRequest, NoResult>("DeleteRolePermissionsBoundary", r => Role(r.RoleName), (r, _) => DeleteRolePermissionsBoundary.Execute(state, r)),
        Row<TagRoleRequest, NoResult>("TagRole", r => Role(r.RoleName), (r, _) => TagRole.Execute(state, r), (r, key) => RequestTags.Find(key, r.Tags)),
        Row<UntagRoleRequest, NoResult>("UntagRole", r => Role(r.RoleName), (r, _) => UntagRole.Execute(state, r)),
        Row<ListRoleTagsRequest, ListRoleTagsResponse>("ListRoleTags", r => Role(r.RoleName), (r, _) => ListRoleTags.Execute(state, r)),
    ];

    private Operation[] Users =>
    [
        Row<CreateUserRequest, CreateUserResponse>("CreateUser", r => NewArn("user", r.Path, r.UserName), (r, _) => CreateUser.Execute(state, scope, clock, r), (r, key) => RequestTags.Find(key, r.Tags) ?? Boundary(key, r.Boundary)),
        OwnRow<GetUserRequest, GetUserResponse>("GetUser", r => User(r.UserName), r => GetUser.Execute(state, r)),
        Row<ListUsersRequest, ListUsersResponse>("ListUsers", r => Below("user", r.PathPrefix), (r, _) => ListUsers.Execute(state, r)),
        Row<UpdateUserRequest, NoResult>("UpdateUser", r => User(r.UserName), (r, _) => UpdateUser.Execute(state, scope, r)),
        Row<DeleteUserRequest, NoResult>("DeleteUser", r => User(r.UserName), (r, _) => DeleteUser.Execute(state, r)),
        Row<ListGroupsForUserRequest, ListGroupsForUserResponse>("ListGroupsForUser", r => User(r.UserName), (r, _) => ListGroupsForUser.Execute(state, r)),
        OwnRow<CreateAccessKeyRequest, CreateAccessKeyResponse>("CreateAccessKey", r => User(r.UserName), r => CreateAccessKey.Execute(state, clock, r)),
        OwnRow<ListAccessKeysRequest, ListAccessKeysResponse>("ListAccessKeys", r => User(r.UserName), r => ListAccessKeys.Execute(state, r)),
        OwnRow<UpdateAccessKeyRequest, NoResult>("UpdateAccessKey", r => User(r.UserName), r => UpdateAccessKey.Execute(state, r)),
        OwnRow<DeleteAccessKeyRequest, NoResult>("DeleteAccessKey", r => User(r.UserName), r => DeleteAccessKey.Execute(state, r)),
        Row<PutUserPolicyRequest, NoResult>("PutUserPolicy", r => User(r.UserName), (r, _) => PutUserPolicy.Execute(state, r)),
        Row<GetUserPolicyRequest, GetUserPolicyResponse>("GetUserPolicy", r => User(r.UserName), (r, _) => GetUserPolicy.Execute(state, r)),
        Row<ListUserPoliciesRequest, ListUserPoliciesResponse>("ListUserPolicies", r => User(r.UserName), (r, _) => ListUserPolicies.Execute(state, r)),
        Row<DeleteUserPolicyRequest, NoResult>("DeleteUserPolicy", r => User(r.UserName), (r, _) => DeleteUserPolicy.Execute(state, r)),
        Row<AttachUserPolicyRequest, NoResult>("AttachUserPolicy", r => User(r.UserName), (r, _) => AttachUserPolicy.Execute(state, r), (r, key) => PolicyArn(key, r.PolicyArn)),
        Row<DetachUserPolicyRequest, NoResult>("DetachUserPolicy", r => User(r.UserName), (r, _) => DetachUserPolicy.Execute(state, r), (r, key) => PolicyArn(key, r.PolicyArn)),
        Row<ListAttachedUserPoliciesRequest, ListAttachedUserPoliciesResponse>("ListAttachedUserPolicies", r => User(r.UserName), (r, _) => ListAttachedUserPolicies.Execute(state, r)),
        Row<PutUserPermissionsBoundaryRequest, NoResult>("PutUserPermissionsBoundary", r => User(r.UserName), (r, _) => PutUserPermissionsBoundary.Execute(state, r), (r, key) => Boundary(key, r.PermissionsBoundary)),
        Row<DeleteUserPermissionsBoundaryRequest, NoResult>("DeleteUserPermissionsBoundary", r => User(r.UserName), (r, _) => DeleteUserPermissionsBoundary.Execute(state, r)),
        Row<TagUserRequest, NoResult>("TagUser", r => User(r.UserName), (r, _) => TagUser.Execute(state, r), (r, key) => RequestTags.Find(key, r.Tags)),
        Row<UntagUserRequest, NoResult>("UntagUser", r => User(r.UserName), (r, _) => UntagUser.Execute(state, r)),
        Row<ListUserTagsRequest, ListUserTagsResponse>("ListUserTags", r => User(r.UserName), (r, _) => ListUserTags.Execute(state, r)),
    ];

    private Operation[] Groups =>
    [
        Row<CreateGroupRequest, CreateGroupResponse>("CreateGroup", r => NewArn("group", r.Path, r.GroupName), (r, _) => CreateGroup.Execute(state, scope, clock, r)),
        Row<GetGroupRequest, GetGroupResponse>("GetGroup", r => Group(r.GroupName), (r, _) => GetGroup.Execute(state, r)),
        Row<ListGroupsRequest, ListGroupsResponse>("ListGroups", r => Below("group", r.PathPrefix), (r, _) => ListGroups.Execute(state, r)),
        Row<DeleteGroupRequest, NoResult>("DeleteGroup", r => Group(r.GroupName), (r, _) => DeleteGroup.Execute(state, r)),
        Row<AddUserToGroupRequest, NoResult>("AddUserToGroup", r => Group(r.GroupName), (r, _) => AddUserToGroup.Execute(state, r)),
        Row<RemoveUserFromGroupRequest, NoResult>("RemoveUserFromGroup", r => Group(r.GroupName), (r, _) => RemoveUserFromGroup.Execute(state, r)),
        Row<PutGroupPolicyRequest, NoResult>("PutGroupPolicy", r => Group(r.GroupName), (r, _) => PutGroupPolicy.Execute(state, r)),
        Row<GetGroupPolicyRequest, GetGroupPolicyResponse>("GetGroupPolicy", r => Group(r.GroupName), (r, _) => GetGroupPolicy.Execute(state, r)),
        Row<ListGroupPoliciesRequest, ListGroupPoliciesResponse>("ListGroupPolicies", r => Group(r.GroupName), (r, _) => ListGroupPolicies.Execute(state, r)),
        Row<DeleteGroupPolicyRequest, NoResult>("DeleteGroupPolicy", r => Group(r.GroupName), (r, _) => DeleteGroupPolicy.Execute(state, r)),
        Row<AttachGroupPolicyRequest, NoResult>("AttachGroupPolicy", r => Group(r.GroupName), (r, _) => AttachGroupPolicy.Execute(state, r), (r, key) => PolicyArn(key, r.PolicyArn)),
        Row<DetachGroupPolicyRequest, NoResult>("DetachGroupPolicy", r => Group(r.GroupName), (r, _) => DetachGroupPolicy.Execute(state, r), (r, key) => PolicyArn(key, r.PolicyArn)),
        Row<ListAttachedGroupPoliciesRequest, ListAttachedGroupPoliciesResponse>("ListAttachedGroupPolicies", r => Group(r.GroupName), (r, _) => ListAttachedGroupPolicies.Execute(state, r)),
    ];

    private Operation[] ManagedPolicies =>
    [
        Row<CreatePolicyRequest, CreatePolicyResponse>("CreatePolicy", r => NewArn("policy", r.Path, r.PolicyName), (r, _) => CreatePolicy.Execute(state, scope, clock, r), (r, key) => RequestTags.Find(key, r.Tags)),
        Row<GetPolicyRequest, GetPolicyResponse>("GetPolicy", r => r.PolicyArn, (r, _) => GetPolicy.Execute(state, r)),
        Row<ListPoliciesRequest, ListPoliciesResponse>("ListPolicies", r => Below("policy", r.PathPrefix), (r, _) => ListPolicies.Execute(state, r)),
        Row<DeletePolicyRequest, NoResult>("DeletePolicy", r => r.PolicyArn, (r, _) => DeletePolicy.Execute(state, r)),
        Row<CreatePolicyVersionRequest, CreatePolicyVersionResponse>("CreatePolicyVersion", r => r.PolicyArn, (r, _) => CreatePolicyVersion.Execute(state, clock, r)),
        Row<GetPolicyVersionRequest, GetPolicyVersionResponse>("GetPolicyVersion", r => r.PolicyArn, (r, _) => GetPolicyVersion.Execute(state, r)),
        Row<ListPolicyVersionsRequest, ListPolicyVersionsResponse>("ListPolicyVersions", r => r.PolicyArn, (r, _) => ListPolicyVersions.Execute(state, r)),
        Row<SetDefaultPolicyVersionRequest, NoResult>("SetDefaultPolicyVersion", r => r.PolicyArn, (r, _) => SetDefaultPolicyVersion.Execute(state, r)),
        Row<DeletePolicyVersionRequest, NoResult>("DeletePolicyVersion", r => r.PolicyArn, (r, _) => DeletePolicyVersion.Execute(state, r)),
        Row<ListEntitiesForPolicyRequest, ListEntitiesForPolicyResponse>("ListEntitiesForPolicy", r => r.PolicyArn, (r, _) => ListEntitiesForPolicy.Execute(state, r)),
        Row<TagPolicyRequest, NoResult>("TagPolicy", r => r.PolicyArn, (r, _) => TagPolicy.Execute(state, r), (r, key) => RequestTags.Find(key, r.Tags)),
        Row<UntagPolicyRequest, NoResult>("UntagPolicy", r => r.PolicyArn, (r, _) => UntagPolicy.Execute(state, r)),
        Row<ListPolicyTagsRequest, ListPolicyTagsResponse>("ListPolicyTags", r => r.PolicyArn, (r, _) => ListPolicyTags.Execute(state, r)),
    ];

    private Operation[] Account =>
    [
        Row<GetAccountAuthorizationDetailsRequest, GetAccountAuthorizationDetailsResponse>("GetAccountAuthorizationDetails", _ => "*", (r, _) => GetAccountAuthorizationDetails.Execute(state, r)),
        Row<SimulateCustomPolicyRequest, SimulateCustomPolicyResponse>("SimulateCustomPolicy", _ => "*", (r, _) => SimulateCustomPolicy.Execute(r)),
        Row<SimulatePrincipalPolicyRequest, SimulatePrincipalPolicyResponse>("SimulatePrincipalPolicy", r => r.PolicySourceArn, (r, _) => SimulatePrincipalPolicy.Execute(state, r)),
        Row<GetContextKeysForCustomPolicyRequest, GetContextKeysForCustomPolicyResponse>("GetContextKeysForCustomPolicy", _ => "*", (r, _) => GetContextKeysForCustomPolicy.Execute(r)),
        Row<GetContextKeysForPrincipalPolicyRequest, GetContextKeysForPrincipalPolicyResponse>("GetContextKeysForPrincipalPolicy", r => r.PolicySourceArn, (r, _) => GetContextKeysForPrincipalPolicy.Execute(state, r)),
    ];

    private string Role(string name) => state.Find(name)?.Arn ?? NewArn("role", "/", name);

    /// <param name="name"><c>null</c> where the request names nobody and its caller is no user.</param>
    private string User(string? name) => name is null ? "*" : state.FindUser(name)?.Arn ?? NewArn("user", "/", name);

    private string Group(string name) => state.FindGroup(name)?.Arn ?? NewArn("group", "/", name);

    private string NewArn(string kind, string path, string name) => scope.GlobalArn("iam", kind + path + name);

    private string Below(string kind, string pathPrefix) => scope.GlobalArn("iam", kind + pathPrefix);

    private static ContextValue? PolicyArn(string key, string arn) =>
        key.Equals("iam:PolicyARN", StringComparison.OrdinalIgnoreCase) ? ContextValue.Of(arn) : null;

    private static ContextValue? Boundary(string key, string? arn) =>
        arn is not null && key.Equals("iam:PermissionsBoundary", StringComparison.OrdinalIgnoreCase) ? ContextValue.Of(arn) : null;

    /// <summary>What a user may do to itself without naming itself, and policies on its ARN decide.</summary>
    private static Operation<TRequest, TResponse> OwnRow<TRequest, TResponse>(string name, Func<TRequest, string> resource, Func<TRequest, TResponse> execute)
        where TRequest : IOwnUserRequest<TRequest>
        where TResponse : IQueryResponse =>
        Operation.Query<TRequest, TResponse>(
            Namespace, name, "iam:" + name, resource, (request, _) => execute(request),
            read: exchange => TRequest.Read(QueryForm.Of(exchange.Request)).By(exchange.Caller));

    private static Operation<TRequest, TResponse> Row<TRequest, TResponse>(
        string name, Func<TRequest, string> resource, Func<TRequest, Exchange, TResponse> execute, Func<TRequest, string, ContextValue?>? keys = null)
        where TRequest : IQueryRequest<TRequest>
        where TResponse : IQueryResponse =>
        Operation.Query<TRequest, TResponse>(Namespace, name, "iam:" + name, resource, execute, keys: keys);
}
