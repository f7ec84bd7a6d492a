using System.Text;
using Amazon.DynamoDBv2.Model;
using TaskTracker.Conformance.Stack;

namespace TaskTracker.Conformance.Api;

[Parity("product/large items", Evidence.Unverified, "the product's own contract, on items as large as DynamoDB takes them")]
public sealed class ItemSizeTests(StackUnderTest stack)
{
    /// <summary>DynamoDB counts the bytes of names and of texts.</summary>
    private const int LargestItemBytes = 400 * 1024;

    [Fact]
    public async Task The_largest_item_that_the_table_takes_is_read()
    {
        var item = await PutLargestItemAsync();

        var answer = await stack.Api.GetAsync(item["TaskId"].S);

        Assert.Equal(200, answer.Status);
        Assert.Equal(item["Description"].S, TaskShown.From(answer.Json).Description);
        await stack.Api.DeleteAsync(item["TaskId"].S);
    }

    [Fact]
    public async Task A_large_item_can_be_made_small()
    {
        var item = await PutLargestItemAsync();

        var answer = await stack.Api.PutAsync(item["TaskId"].S, TaskApi.Body(("Description", "short")));

        Assert.Equal(200, answer.Status);
        Assert.Equal("short", TaskShown.From(answer.Json.GetProperty("data")).Description);
    }

    /// <remarks>The one failure inside the product that a client can bring about from outside.</remarks>
    [Fact]
    public async Task A_failure_inside_is_answered_in_the_documented_words_alone()
    {
        var item = await PutLargestItemAsync();

        var answer = await stack.Api.PutAsync(item["TaskId"].S, TaskApi.Body(("Title", "Longer than before")));

        Refused.Because(answer, 500, "Internal Server Error", "An unexpected error occurred. Please try again later.");
        Assert.DoesNotContain(answer.Headers, h => h.Value.Contains("Exception", StringComparison.Ordinal) || h.Value.Contains("dynamo", StringComparison.OrdinalIgnoreCase));
        await stack.Api.DeleteAsync(item["TaskId"].S);
    }

    [Fact]
    public async Task An_item_that_others_wrote_in_part_is_still_a_task()
    {
        var id = Guid.NewGuid().ToString();
        await stack.DynamoDb.PutItemAsync(
            new PutItemRequest { TableName = stack.Deployed.Record.Table, Item = new() { ["TaskId"] = new(id), ["Title"] = new("By hand") } },
            TestContext.Current.CancellationToken);

        var answer = await stack.Api.GetAsync(id);

        Assert.Equal(200, answer.Status);
        Assert.Equal("By hand", answer.Json.GetProperty("Title").GetString());
        await stack.Api.DeleteAsync(id);
    }

    private async Task<Dictionary<string, AttributeValue>> PutLargestItemAsync()
    {
        var item = new Dictionary<string, AttributeValue>
        {
            ["TaskId"] = new(Guid.NewGuid().ToString()),
            ["Title"] = new("Heavy"),
            ["Status"] = new("Open"),
            ["CreatedAt"] = new("2025-12-27T16:35:00.000Z"),
            ["UpdatedAt"] = new("2025-12-27T16:35:00.000Z"),
        };
        var taken = item.Sum(a => a.Key.Length + Encoding.UTF8.GetByteCount(a.Value.S)) + "Description".Length;
        item["Description"] = new(new string('x', LargestItemBytes - taken));
        stack.Deployed.TasksMade.Enqueue(item["TaskId"].S);
        await stack.DynamoDb.PutItemAsync(new PutItemRequest { TableName = stack.Deployed.Record.Table, Item = item }, TestContext.Current.CancellationToken);

        return item;
    }
}
