using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Requests;

/// <summary>What was asked of the policies for a request: enough to come to the same decision again, also when the policies have changed since.</summary>
/// <param name="Policies">As they were then.</param>
/// <param name="Keys">Which of the kept context keys are its own.</param>
internal readonly record struct AskedPermission(Principal Principal, string Action, string Resource, PolicySet Policies, Range Keys);
