using System.Diagnostics;
using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Language;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Bench;

/// <summary>What one policy decision costs, warm: a role of ten statements with conditions, of which the last allows.</summary>
internal static class Decisions
{
    private const int Rounds = 200_000;

    private const string Role = """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"], "Resource": "arn:aws:logs:*:*:log-group:/aws/lambda/*:*"},
          {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::home/${aws:username, 'nobody'}/*"},
          {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::home", "Condition": {"StringLike": {"s3:prefix": ["", "home/*"]}}},
          {"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "never"}}},
          {"Effect": "Deny", "NotAction": "iam:*", "Resource": "*", "Condition": {"DateGreaterThan": {"aws:CurrentTime": "2999-01-01T00:00:00Z"}}},
          {"Effect": "Deny", "Action": "dynamodb:*", "NotResource": "arn:aws:dynamodb:*:*:table/*"},
          {"Effect": "Deny", "Action": "dynamodb:*", "Resource": "*", "Condition": {"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "2001:db8::/32"]}}},
          {"Effect": "Deny", "Action": "dynamodb:*", "Resource": "*", "Condition": {"ForAnyValue:StringEquals": {"dynamodb:Attributes": ["Secret"]}}},
          {"Effect": "Deny", "Action": "dynamodb:*", "Resource": "*", "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/none"}}},
          {"Effect": "Allow", "Action": "dynamodb:PutItem", "Resource": "arn:aws:dynamodb:*:111122223333:table/Tasks"}
        ]}
        """;

    /// <returns>Microseconds for one decision, and what it allocates.</returns>
    public static (double Microseconds, long Bytes) Measure()
    {
        const string Account = "111122223333";
        var policies = PolicySet.Of(Policy.Parse("role", PolicyKind.IdentityInline, Role));
        var principal = Principal.RoleSession($"arn:aws:sts::{Account}:assumed-role/worker/one", Account, $"arn:aws:iam::{Account}:role/worker");
        var context = new RequestContext().Set("aws:SecureTransport", ContextValue.Of(true)).Set("aws:CurrentTime", ContextValue.Of(DateTimeOffset.UnixEpoch))
            .Set("aws:SourceIp", ContextValue.Of(System.Net.IPAddress.Loopback)).Set("aws:PrincipalArn", principal.Parent).Set("dynamodb:Attributes", ContextValue.Of(["TaskId", "Title"]));
        var request = new AuthorizationRequest(principal, "dynamodb:PutItem", $"arn:aws:dynamodb:us-east-1:{Account}:table/Tasks", context);
        var rounds = Enumerable.Range(0, 9).Select(_ => Round(request, policies)).Order().ToList();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Round(request, policies);
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
        return (rounds[rounds.Count / 2], bytes);
    }

    /// <returns>Microseconds for one decision.</returns>
    private static double Round(in AuthorizationRequest request, in PolicySet policies)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Rounds; i++)
        {
            if (Evaluator.Decide(request, policies) is not Verdict.Allowed) throw new InvalidOperationException("It should be allowed.");
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / Rounds;
    }
}
