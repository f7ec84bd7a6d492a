namespace TaskTracker.Policies.Tests.Differential;

/// <summary>Requests and policies over so few words that they often meet; the same for the same seed.</summary>
internal sealed class PairGenerator(int seed)
{
    private static readonly (string Action, string[] Resources)[] Requests =
    [
        ("s3:GetObject", ["arn:aws:s3:::b/x/y", "arn:aws:s3:::b/alice/1", "arn:aws:s3:::c/x"]),
        ("s3:PutObject", ["arn:aws:s3:::b/x/y", "arn:aws:s3:::b/alice/1"]),
        ("s3:ListBucket", ["arn:aws:s3:::b", "arn:aws:s3:::c"]),
        ("dynamodb:PutItem", [$"arn:aws:dynamodb:us-east-1:{Pair.Account}:table/Tasks", $"arn:aws:dynamodb:eu-west-1:{Pair.Account}:table/Other"]),
        ("dynamodb:GetItem", [$"arn:aws:dynamodb:us-east-1:{Pair.Account}:table/Tasks"]),
    ];

    private static readonly string[] Actions = ["*", "s3:*", "s3:Get*", "s3:GetObject", "S3:?utObject", "s3:List*", "dynamodb:*", "dynamodb:PutItem", "dynamodb:*Item", "DYNAMODB:getitem"];

    private static readonly string[] Resources =
    [
        "*", "arn:aws:s3:::*", "arn:aws:s3:::b", "arn:aws:s3:::b/*", "arn:aws:s3:::?/x/?", "arn:aws:s3:::b/${aws:username}/*", "arn:aws:s3:::b/${aws:username, 'x'}/*",
        "arn:aws:s3:::b/${*}", "arn:aws:dynamodb:*:*:table/T*", "arn:aws:dynamodb:us-east-?:*:table/*", $"arn:aws:dynamodb:us-east-1:{Pair.Account}:table/Tasks",
    ];

    private static readonly string[] Conditions =
    [
        "{}", "{}", """{"StringEquals":{"aws:username":"alice"}}""", """{"StringNotEquals":{"aws:username":["bob","eve"]}}""", """{"StringEqualsIgnoreCase":{"aws:PrincipalTag/team":"BLUE"}}""",
        """{"StringLike":{"aws:PrincipalTag/team":["bl*","re?"]}}""", """{"StringNotLikeIfExists":{"aws:PrincipalTag/team":"b*"}}""", """{"Null":{"aws:PrincipalTag/team":"true"}}""",
        """{"Null":{"aws:username":"false"}}""", """{"NumericLessThan":{"aws:MultiFactorAuthAge":"300"}}""", """{"NumericGreaterThanEqualsIfExists":{"aws:MultiFactorAuthAge":"300"}}""",
        """{"DateGreaterThan":{"aws:CurrentTime":"2026-01-01T00:00:00Z"}}""", """{"DateLessThanEquals":{"aws:CurrentTime":"2026-06-01T00:00:00Z"}}""",
        """{"Bool":{"aws:SecureTransport":"true"}}""", """{"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}}""", """{"IpAddress":{"aws:SourceIp":["10.0.0.0/8","2001:db8::/32"]}}""",
        """{"NotIpAddress":{"aws:SourceIp":"10.1.2.3"}}""", """{"ForAllValues:StringEquals":{"aws:TagKeys":["a","b"]}}""", """{"ForAnyValue:StringEquals":{"aws:TagKeys":["a","c"]}}""",
        """{"ForAnyValue:StringNotLike":{"aws:TagKeys":"a*"}}""", """{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/*"}}""", """{"ArnNotEquals":{"aws:PrincipalArn":"arn:aws:iam::111122223333:user/alice"}}""",
        """{"StringEquals":{"aws:PrincipalTag/team":"${aws:username}"}}""", """{"StringEquals":{"aws:username":"alice"},"Bool":{"aws:SecureTransport":"true"}}""",
        """{"StringEquals":{"aws:username":["alice","bob"],"aws:PrincipalTag/team":"blue"}}""", """{"StringNotEquals":{"aws:PrincipalTag/team":"${aws:username}"}}""",
    ];

    private static readonly string[] Principals =
    [
        "\"*\"", $$"""{"AWS":"{{Pair.Account}}"}""", $$"""{"AWS":"arn:aws:iam::{{Pair.Account}}:root"}""", $$"""{"AWS":"arn:aws:iam::{{Pair.Account}}:user/alice"}""", $$"""{"AWS":"arn:aws:iam::{{Pair.Account}}:role/r"}""",
        $$"""{"AWS":"arn:aws:sts::{{Pair.Account}}:assumed-role/r/s"}""", """{"Service":"lambda.amazonaws.com"}""",
    ];

    private readonly Random _random = new(seed);

    public Pair Next()
    {
        var (action, resources) = One(Requests);
        var resource = One(resources);
        var isUser = Chance(50);
        return new Pair(
            isUser ? $"arn:aws:iam::{Pair.Account}:user/alice" : $"arn:aws:sts::{Pair.Account}:assumed-role/r/s", action, resource, Context(isUser),
            [.. Enumerable.Range(0, _random.Next(0, 3)).Select(_ => Document(hasPrincipal: false))],
            Chance(20) ? Document(hasPrincipal: false) : null, !isUser && Chance(15) ? Document(hasPrincipal: false) : null, Chance(25) ? Document(hasPrincipal: true) : null);
    }

    private Dictionary<string, string[]> Context(bool isUser)
    {
        var context = new Dictionary<string, string[]> { ["aws:PrincipalArn"] = [isUser ? $"arn:aws:iam::{Pair.Account}:user/alice" : $"arn:aws:iam::{Pair.Account}:role/r"] };
        if (isUser) context["aws:username"] = ["alice"];
        if (Chance(50)) context["aws:PrincipalTag/team"] = [One("blue", "red", "alice")];
        if (Chance(50)) context["aws:SourceIp"] = [One("10.1.2.3", "192.0.2.1", "2001:db8::1")];
        if (Chance(50)) context["aws:CurrentTime"] = [One("2025-12-31T23:59:59Z", "2026-06-01T00:00:00Z", "2026-09-01T00:00:00Z")];
        if (Chance(40)) context["aws:MultiFactorAuthAge"] = [One("10", "300", "9000")];
        if (Chance(50)) context["aws:SecureTransport"] = [One("true", "false")];
        if (Chance(40)) context["aws:MultiFactorAuthPresent"] = [One("true", "false")];
        if (Chance(40)) context["aws:TagKeys"] = Chance(50) ? ["a"] : ["a", "c"];
        return context;
    }

    private string Document(bool hasPrincipal) =>
        $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Statement(hasPrincipal)))}}]}""";

    private string Statement(bool hasPrincipal)
    {
        var principal = hasPrincipal ? $"\"Principal\":{One(Principals)}," : "";
        return $$"""
            {"Effect":"{{(Chance(75) ? "Allow" : "Deny")}}",{{principal}}"{{Not()}}Action":{{List(Actions)}},"{{Not()}}Resource":{{List(Resources)}},"Condition":{{One(Conditions)}}}
            """.Trim();
    }

    private string Not() => Chance(10) ? "Not" : "";

    private string List(string[] words) => Chance(70) ? $"\"{One(words)}\"" : $"[\"{One(words)}\",\"{One(words)}\"]";

    private bool Chance(int percent) => _random.Next(100) < percent;

    private T One<T>(params T[] of) => of[_random.Next(of.Length)];
}
