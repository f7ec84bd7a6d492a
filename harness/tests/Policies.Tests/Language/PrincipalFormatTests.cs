using TaskTracker.Policies.Language;

namespace TaskTracker.Policies.Tests.Language;

/// <summary>What may stand in Principal: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html.</summary>
public sealed class PrincipalFormatTests
{
    private const string Digits = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("everyone", "AWS", "*", true)]
    [InlineData("an account", "AWS", "111122223333", true)]
    [InlineData("eleven digits", "AWS", "11112222333", false)]
    [InlineData("twelve characters of which one is no digit", "AWS", "11112222333x", false)]
    [InlineData("the id of a deleted user", "AWS", "AIDA0123456789AB", true)]
    [InlineData("the id of a deleted role", "AWS", "AROA0123456789AB", true)]
    [InlineData("an id that is too short", "AWS", "AIDA0123456789A", false)]
    [InlineData("an id of another kind", "AWS", "AGPA0123456789AB", false)]
    [InlineData("an id with another sign in it", "AWS", "AIDA0123456789A-", false)]
    [InlineData("the account's root", "AWS", "arn:aws:iam::111122223333:root", true)]
    [InlineData("a user", "AWS", "arn:aws:iam::111122223333:user/alice", true)]
    [InlineData("a user without a name", "AWS", "arn:aws:iam::111122223333:user/", false)]
    [InlineData("a role with a path", "AWS", "arn:aws:iam::111122223333:role/team/worker", true)]
    [InlineData("a role without a name", "AWS", "arn:aws:iam::111122223333:role/", false)]
    [InlineData("a group", "AWS", "arn:aws:iam::111122223333:group/team", false)]
    [InlineData("an ARN with a wildcard", "AWS", "arn:aws:iam::111122223333:user/*", false)]
    [InlineData("a session", "AWS", "arn:aws:sts::111122223333:assumed-role/worker/one", true)]
    [InlineData("a session without a name", "AWS", "arn:aws:sts::111122223333:assumed-role/", false)]
    [InlineData("a federated user", "AWS", "arn:aws:sts::111122223333:federated-user/fred", true)]
    [InlineData("a federated user without a name", "AWS", "arn:aws:sts::111122223333:federated-user/", false)]
    [InlineData("a user of sts", "AWS", "arn:aws:sts::111122223333:user/alice", false)]
    [InlineData("a session of iam", "AWS", "arn:aws:iam::111122223333:assumed-role/worker/one", false)]
    [InlineData("what belongs to another service", "AWS", "arn:aws:s3::111122223333:root", false)]
    [InlineData("an ARN with a region", "AWS", "arn:aws:iam:us-east-1:111122223333:root", false)]
    [InlineData("an ARN without an account", "AWS", "arn:aws:iam:::user/alice", false)]
    [InlineData("an access identity of CloudFront", "AWS", "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1", true)]
    [InlineData("anything else of CloudFront", "AWS", "arn:aws:iam::cloudfront:role/x", false)]
    [InlineData("CloudFront in another service", "AWS", "arn:aws:sts::cloudfront:user/x", false)]
    [InlineData("a service", "Service", "lambda.amazonaws.com", true)]
    [InlineData("a service without a dot", "Service", "lambda", false)]
    [InlineData("services with a wildcard", "Service", "*.amazonaws.com", false)]
    [InlineData("a provider", "Federated", "cognito-identity.amazonaws.com", true)]
    [InlineData("no provider", "Federated", "", false)]
    [InlineData("a canonical user", "CanonicalUser", Digits, true)]
    [InlineData("a canonical user of too few digits", "CanonicalUser", "0123456789abcdef", false)]
    [InlineData("a canonical user with another letter", "CanonicalUser", "g123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", false)]
    [InlineData("a kind that there is not", "Robot", "*", false)]
    public void A_principal_has_the_form_of_its_kind(string why, string type, string value, bool isValid) => Assert.True(PrincipalFormat.IsValid(type, value) == isValid, why);

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void An_id_has_128_characters_at_most(int length, bool isValid) => Assert.Equal(isValid, PrincipalFormat.IsValid("AWS", "AROA" + new string('A', length - 4)));
}
