namespace TaskTracker.Emulation.Tests.CloudFormation;

public sealed class ExportTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>, IDisposable
{
    private readonly StackClient _stacks = new(emulator.Endpoint);

    [Fact]
    [Parity("cloudformation/exports", Evidence.Unverified, "texts as users report them; no recording at hand")]
    public async Task A_name_is_exported_by_one_stack()
    {
        await _stacks.DeployAsync("first", Giver("once", "x"));

        var status = await _stacks.DeployAsync("second", Giver("once", "y"));

        Assert.Equal("ROLLBACK_COMPLETE", status);
        Assert.Contains(
            "- ROLLBACK_IN_PROGRESS Export with name once is already exported by stack first. Rollback requested by user.", await _stacks.EventsAsync("second"));
    }

    [Theory]
    [InlineData("goes", "", "deleted")]
    [InlineData("changes", "Outputs:\n  N: { Value: other, Export: { Name: kept-changes } }\n", "updated")]
    [Parity("cloudformation/exports", Evidence.Documented, "https://github.com/linz/geostore/issues/630, https://github.com/rlister/stax/issues/40: the texts")]
    public async Task An_export_that_is_in_use_brings_an_update_back_when_it(string what, string outputs, string change)
    {
        await _stacks.DeployAsync("giver" + what, Giver("kept-" + what, "x"));
        await _stacks.DeployAsync("taker" + what, StackTests.Roles("R", $"Description: !ImportValue kept-{what}"));

        var status = await _stacks.DeployAsync("giver" + what, StackTests.Roles("R") + outputs, "UPDATE");
        var stack = await _stacks.StackAsync("giver" + what);

        Assert.Equal("UPDATE_ROLLBACK_COMPLETE", status);
        Assert.Contains(
            $"- UPDATE_ROLLBACK_IN_PROGRESS Export kept-{what} cannot be {change} as it is in use by taker{what}", await _stacks.EventsAsync("giver" + what));
        Assert.Equal(("x", "kept-" + what), (stack.Descendants("OutputValue").Single().Value, stack.Descendants("ExportName").Single().Value));
    }

    [Fact]
    [Parity("cloudformation/exports", Evidence.Documented, "https://github.com/aws/aws-cdk/issues/33395: the text of the event")]
    public async Task An_export_that_is_in_use_keeps_its_stack_until_nobody_uses_it()
    {
        await _stacks.DeployAsync("lender", Giver("lent", "x"));
        await _stacks.DeployAsync("borrower", StackTests.Roles("R") + "Outputs:\n  O: { Value: !ImportValue lent }\n");

        await _stacks.CallAsync("DeleteStack", ("StackName", "lender"));
        var held = (await _stacks.EventsAsync("lender"))[^1];
        await _stacks.DeployAsync("borrower", StackTests.Roles("R"), "UPDATE");
        await _stacks.CallAsync("DeleteStack", ("StackName", "lender"));
        var gone = await _stacks.RefusalAsync("DescribeStacks", ("StackName", "lender"));

        Assert.Equal("- CREATE_COMPLETE Delete canceled. Cannot delete export lent as it is in use by borrower.", held);
        Assert.Equal("Stack with id lender does not exist", gone.Message);
    }

    [Fact]
    [Parity("cloudformation:ListExports", Evidence.Documented, "https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListExports.html")]
    [Parity("cloudformation:ListImports", Evidence.Unverified, "the text for an export without users, as it is quoted")]
    public async Task Exports_are_listed_with_their_stacks_and_their_users()
    {
        await _stacks.DeployAsync("shop", Giver("sold", "bread"));
        await _stacks.DeployAsync("buyer", StackTests.Roles("R", "Description: !ImportValue sold"));
        await _stacks.DeployAsync("idle", Giver("unsold", "stone"));

        var exports = await _stacks.CallAsync("ListExports");
        var imports = await _stacks.CallAsync("ListImports", ("ExportName", "sold"));
        var refusal = await _stacks.RefusalAsync("ListImports", ("ExportName", "unsold"));
        var sold = exports.Descendants("member").Single(m => m.Element("Name")?.Value == "sold");

        Assert.Equal("bread", sold.Element("Value")?.Value);
        Assert.Contains(":stack/shop/", sold.Element("ExportingStackId")?.Value, StringComparison.Ordinal);
        Assert.Equal(["buyer"], imports.Descendants("member").Select(m => m.Value));
        Assert.Equal((400, "ValidationError", "Export 'unsold' is not imported by any stack."), refusal);
    }

    [Theory]
    [InlineData("in a branch that is not taken", "R", "Description: !If [Never, !ImportValue NAME, none]", "", false)]
    [InlineData("in the branch that is taken", "R", "Description: !If [Never, none, !ImportValue NAME]", "", true)]
    [InlineData("in an output that is not there", "R", "", "Outputs:\n  O: { Condition: Never, Value: !ImportValue NAME }\n", false)]
    [InlineData("in the name of an export", "R", "", "Outputs:\n  O: { Value: x, Export: { Name: !Sub ['of-${N}', { N: !ImportValue NAME }] } }\n", true)]
    public async Task An_export_is_in_use_where_its_name_stands(string where, string id, string property, string outputs, bool isUsed)
    {
        var name = where.Replace(' ', '-');
        await _stacks.DeployAsync("gives-" + name, Giver(name, "x"));
        var template = "Conditions:\n  Never: !Equals [a, b]\n" + StackTests.Roles(id, property) + outputs;

        var status = await _stacks.DeployAsync("takes-" + name, template.Replace("NAME", name, StringComparison.Ordinal));
        var imports = await _stacks.SendAsync("ListImports", ("ExportName", name));

        Assert.Equal("CREATE_COMPLETE", status);
        Assert.Equal(isUsed ? 200 : 400, imports.Status);
    }

    public void Dispose() => _stacks.Dispose();

    private static string Giver(string name, string value) => StackTests.Roles("R") + $"Outputs:\n  N: {{ Value: {value}, Export: {{ Name: {name} }} }}\n";
}
