namespace TaskTracker.Emulation.Tests.CloudFormation;

public sealed class DeletionTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>, IDisposable
{
    private const string Bucket = "Resources:\n  Kept:\n    Type: AWS::S3::Bucket\n    Properties: { BucketName: NAME }\n  Role:\n    Type: AWS::IAM::Role\n"
        + "    Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: { Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: 'sts:AssumeRole' } } }\n";

    private readonly StackClient _stacks = new(emulator.Endpoint);
    private readonly SignedHttp _http = new(emulator.Endpoint);

    [Theory]
    [InlineData("by name", "RetainResources.member.1", "Kept")]
    [InlineData("by force", "DeletionMode", "FORCE_DELETE_STACK")]
    [Parity("cloudformation/deletion", Evidence.Documented, "https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteStack.html: retaining what could not be deleted")]
    public async Task A_bucket_with_objects_fails_the_deletion_until_it_is_left_behind(string how, string parameter, string value)
    {
        var bucket = "full-" + how.Replace(' ', '-');
        await _stacks.DeployAsync(bucket, Bucket.Replace("NAME", bucket, StringComparison.Ordinal));
        await _http.SendAsync("s3", "PUT", $"/{bucket}/object", "content");
        var id = (await _stacks.StackAsync(bucket)).Element("StackId")?.Value ?? "";
        var early = await _stacks.RefusalAsync("DeleteStack", ("StackName", bucket), (parameter, value));

        await _stacks.CallAsync("DeleteStack", ("StackName", bucket));
        var failed = await _stacks.StackAsync(bucket);
        var events = await _stacks.EventsAsync(bucket);
        await _stacks.CallAsync("DeleteStack", ("StackName", bucket), (parameter, value));

        Assert.Equal((400, "ValidationError"), (early.Status, early.Code));
        Assert.Equal(
            ("DELETE_FAILED", "The following resource(s) failed to delete: [Kept]. "), (failed.Element("StackStatus")?.Value, failed.Element("StackStatusReason")?.Value));
        Assert.Contains(events, e => System.Text.RegularExpressions.Regex.IsMatch(
            e, """^Kept DELETE_FAILED Resource handler returned message: "The bucket you tried to delete is not empty \(Service: S3, Status Code: 409, Request ID: [^,]+, Extended Request ID: [^)]+\)" \(RequestToken: .{36}, HandlerErrorCode: GeneralServiceException\)$"""));
        Assert.Equal("DELETE_COMPLETE", await _stacks.StatusAsync(id));
        Assert.Contains("Kept DELETE_SKIPPED", await _stacks.EventsAsync(id));
        Assert.Equal(200, (await _http.SendAsync("s3", "GET", $"/{bucket}/object")).Status);
    }

    [Fact]
    [Parity("cloudformation:UpdateTerminationProtection", Evidence.Documented, "https://github.com/rackspace/runway/pull/199: the text")]
    public async Task A_protected_stack_cannot_be_deleted()
    {
        await _stacks.CallAsync("CreateStack", [.. StackTests.Create("guarded", StackTests.Roles("R")), ("EnableTerminationProtection", "true")]);

        var refusal = await _stacks.RefusalAsync("DeleteStack", ("StackName", "guarded"));
        var shown = (await _stacks.StackAsync("guarded")).Element("EnableTerminationProtection")?.Value;
        var changed = await _stacks.CallAsync("UpdateTerminationProtection", ("StackName", "guarded"), ("EnableTerminationProtection", "false"));
        await _stacks.CallAsync("DeleteStack", ("StackName", "guarded"));

        Assert.Equal((400, "ValidationError", "Stack [guarded] cannot be deleted while TerminationProtection is enabled"), refusal);
        Assert.Equal("true", shown);
        Assert.Equal("DELETE_COMPLETE", await _stacks.StatusAsync(changed.Element("StackId")?.Value ?? ""));
    }

    [Fact]
    public async Task What_an_update_replaces_or_drops_stays_where_its_policy_says_so()
    {
        static string Policy(string template, string id, string policy) => template.Replace(
            $"  {id}:\n    Type: AWS::IAM::Role\n", $"  {id}:\n    Type: AWS::IAM::Role\n    {policy}: Retain\n", StringComparison.Ordinal);
        var before = StackTests.Roles("Replaced", "RoleName: stays-1") + StackTests.Role("Dropped", "RoleName: stays-2") + StackTests.Role("Other");
        await _stacks.DeployAsync("staying", Policy(Policy(before, "Replaced", "UpdateReplacePolicy"), "Dropped", "DeletionPolicy"));

        await _stacks.DeployAsync(
            "staying", Policy(StackTests.Roles("Replaced", "RoleName: stays-3") + StackTests.Role("Other"), "Replaced", "UpdateReplacePolicy"), "UPDATE");
        var events = await _stacks.EventsAsync("staying");

        Assert.Contains("Replaced DELETE_SKIPPED", events);
        Assert.Contains("Dropped DELETE_SKIPPED", events);
        foreach (var name in (string[])["stays-1", "stays-2", "stays-3"])
        {
            Assert.Equal(200, (await _http.QueryAsync("iam", "2010-05-08", "GetRole", ("RoleName", name))).Status);
        }
    }

    public void Dispose()
    {
        _stacks.Dispose();
        _http.Dispose();
    }
}
