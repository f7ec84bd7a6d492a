namespace TaskTracker.Page.Tests;

/// <summary>A server that refuses, is late, is not there.</summary>
public sealed class TroubleTests(DeployedSite site)
{
    private static readonly RouteFulfillOptions Refusal = new()
    {
        Status = 500,
        ContentType = "application/json",
        Headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = "*" },
        Body = """{"error":"Internal Server Error","message":"It broke."}""",
    };

    [Fact]
    public async Task A_change_that_is_refused_is_taken_back_with_a_message()
    {
        await using var person = await VisitOneAsync("Not yet");
        await person.InterceptAsync("PUT", route => route.FulfillAsync(Refusal));

        await person.CheckAsync("Not yet");

        await Expect(person.Failure).ToHaveTextAsync("“Not yet” stays as it was. It broke.");
        await Expect(person.Task("Not yet").GetByRole(AriaRole.Checkbox)).Not.ToBeCheckedAsync();
    }

    [Fact]
    public async Task A_refused_edit_is_still_there_to_be_mended()
    {
        await using var person = await VisitOneAsync("Before");
        await person.InterceptAsync("PUT", route => route.FulfillAsync(Refusal));

        var form = await person.EditAsync("Before");
        await form.Locator("[name=Title]").FillAsync("After");
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(form.Locator(".form-problem")).ToHaveTextAsync("It broke.");
        await person.StopInterceptingAsync();
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(person.News).ToHaveTextAsync("Changes saved.");
        Assert.Equal(["After"], await site.StoredTitlesAsync());
    }

    [Fact]
    public async Task A_task_that_is_added_before_the_page_knows_its_API_is_there_until_it_is_stored_and_afterwards()
    {
        await using var person = await site.VisitAsync(open: false);
        var configuration = new TaskCompletionSource();
        var answer = new TaskCompletionSource();
        await person.Page.RouteAsync("**/config.json", async route =>
        {
            await configuration.Task;
            await route.ContinueAsync();
        });
        await person.InterceptAsync("POST", async route =>
        {
            await answer.Task;
            await route.ContinueAsync();
        });
        await person.OpenAsync();

        await person.AddAsync("Early");
        configuration.SetResult();
        await Expect(person.Page.Locator("#connection")).ToHaveTextAsync("Live");
        await Expect(person.Task("Early")).ToBeVisibleAsync();
        answer.SetResult();

        await Expect(person.News).ToHaveTextAsync("“Early” added.");
        await Expect(person.Tasks).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task What_was_typed_is_not_lost_when_a_new_task_is_refused()
    {
        await using var person = await site.VisitAsync();
        await person.InterceptAsync("POST", route => route.FulfillAsync(Refusal));

        await person.AddAsync("Precious", "words");

        await Expect(person.Page.Locator("#create-problem")).ToHaveTextAsync("It broke.");
        await Expect(person.Page.Locator("#create [name=Title]")).ToHaveValueAsync("Precious");
        await Expect(person.Page.Locator("#create [name=Description]")).ToHaveValueAsync("words");
        await Expect(person.Tasks).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_deletion_that_is_refused_brings_the_task_back()
    {
        await using var person = await VisitOneAsync("Stubborn");
        await person.InterceptAsync("DELETE", route => route.FulfillAsync(Refusal));

        await person.DeleteAsync("Stubborn");
        await person.AddAsync("Next");

        await Expect(person.Failure).ToHaveTextAsync("“Stubborn” could not be deleted. It broke.");
        await Expect(person.Task("Stubborn")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_task_that_somebody_else_has_deleted_is_said_to_be_gone()
    {
        await using var person = await VisitOneAsync("Gone");
        await person.InterceptAsync("GET", route => route.AbortAsync());
        await site.DeleteAsync((await person.Tasks.GetAttributeAsync("data-task-id"))!);

        await person.CheckAsync("Gone");

        await Expect(person.Failure).ToContainTextAsync("“Gone” had been deleted elsewhere.");
        await Expect(person.Tasks).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_slow_server_keeps_nobody_waiting_for_the_page()
    {
        await using var person = await VisitOneAsync("Slow");
        var answer = new TaskCompletionSource();
        await person.InterceptAsync("PUT", async route =>
        {
            await answer.Task;
            await route.ContinueAsync();
        });

        await person.CheckAsync("Slow");
        await Expect(person.Task("Slow").GetByRole(AriaRole.Checkbox)).ToBeCheckedAsync();
        await Expect(person.Task("Slow")).ToHaveAttributeAsync("aria-busy", "true");
        answer.SetResult();

        await Expect(person.News).ToHaveTextAsync("“Slow” completed.");
        await Expect(person.Task("Slow")).ToHaveAttributeAsync("aria-busy", "false");
    }

    [Fact]
    public async Task A_list_that_cannot_be_read_says_why_and_can_be_tried_again()
    {
        await using var person = await site.VisitAsync(open: false);
        await person.InterceptAsync("GET", route => route.AbortAsync());
        await person.OpenAsync();

        await Expect(person.Page.Locator("#problem-heading")).ToHaveTextAsync("The task API cannot be reached");
        await person.StopInterceptingAsync();
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await Expect(person.Page.Locator("#empty")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Offline_the_tasks_stay_and_the_page_catches_up_by_itself()
    {
        await using var person = await VisitOneAsync("Read before");

        await person.Page.Context.SetOfflineAsync(true);
        await Expect(person.Page.Locator("#connection")).ToHaveTextAsync("Offline");
        await Expect(person.Page.Locator("#stale")).ToContainTextAsync("Not up to date.");
        await Expect(person.Task("Read before")).ToBeVisibleAsync();
        await site.CreateAsync("Added meanwhile");
        await person.Page.Context.SetOfflineAsync(false);

        await Expect(person.Task("Added meanwhile")).ToBeVisibleAsync();
        await Expect(person.Page.Locator("#connection")).ToHaveTextAsync("Live");
        await Expect(person.Page.Locator("#stale")).ToBeHiddenAsync();
    }

    private async Task<Person> VisitOneAsync(string title)
    {
        var person = await site.VisitAsync(open: false);
        await site.CreateAsync(title);
        await person.OpenAsync();
        await Expect(person.Task(title)).ToBeVisibleAsync();

        return person;
    }
}
