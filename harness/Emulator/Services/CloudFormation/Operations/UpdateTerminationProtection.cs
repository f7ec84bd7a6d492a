using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Stacks;

namespace TaskTracker.Emulation.Services.CloudFormation.Operations;

internal sealed record UpdateTerminationProtectionRequest(string StackName, bool IsProtected) : IQueryRequest<UpdateTerminationProtectionRequest>
{
    public static UpdateTerminationProtectionRequest Read(QueryForm form)
    {
        ModelConstraints.Check(form, "StackName", "EnableTerminationProtection");
        form.Required("EnableTerminationProtection");
        return new(StackRequest.StackName(form), form.Flag("EnableTerminationProtection") ?? false);
    }
}

/// <summary>Whether a stack refuses to be deleted.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateTerminationProtection.html</remarks>
internal static class UpdateTerminationProtection
{
    public static StackIdResponse Execute(StackState state, UpdateTerminationProtectionRequest request) => state.Changes.Commit(() =>
    {
        var stack = state.Find(request.StackName) is { IsDeleted: false } found ? found : throw CloudFormationErrors.NoStackNamed(request.StackName);
        StackChange change = new StackChange.StackPut(stack with { IsProtected = request.IsProtected }, Event: null);
        return ((StackChange?)change, new StackIdResponse(stack.Id));
    });
}
