namespace TaskTracker.Page.Tests;

/// <summary>Several people, and many tasks.</summary>
public sealed class SharedListTests(DeployedSite site)
{
    private const int Many = 5_000;

    [Fact]
    public async Task Two_people_see_what_the_other_does_without_a_reload()
    {
        await using var one = await site.VisitAsync();
        await using var other = await site.VisitAsync(empty: false);

        await one.AddAsync("Between us");
        await Expect(other.Task("Between us")).ToBeVisibleAsync();
        await other.CheckAsync("Between us");
        await Expect(one.Page.Locator("#completed .task")).ToHaveCountAsync(1);
        await one.DeleteAsync("Between us");
        await one.AddAsync("Another");

        await Expect(other.Task("Another")).ToBeVisibleAsync();
        await Expect(other.Task("Between us")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Words_being_typed_are_left_alone_by_what_others_change()
    {
        await using var person = await site.VisitAsync(open: false);
        var taskId = await site.CreateAsync("Ours", "together");
        await person.OpenAsync();

        var form = await person.EditAsync("Ours");
        await form.Locator("[name=Description]").FillAsync("half a sentence");
        await site.ChangeAsync(taskId, "Theirs");
        await Expect(person.Page.Locator(".task-title")).ToHaveTextAsync("Theirs");
        await Expect(form.Locator("[name=Description]")).ToHaveValueAsync("half a sentence");
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(person.Task("Theirs")).ToContainTextAsync("half a sentence");
    }

    [Fact]
    public async Task Words_being_typed_stay_when_somebody_else_completes_the_task_or_the_view_leaves_it_out()
    {
        await using var person = await site.VisitAsync();
        await using var other = await site.VisitAsync(empty: false);
        await person.AddAsync("Ours");
        var form = await person.EditAsync("Ours");
        await form.Locator("[name=Description]").FillAsync("half a sentence");

        await other.CheckAsync("Ours");
        await Expect(person.Page.Locator("#summary-text")).ToHaveTextAsync("1 of 1 done");
        await person.Page.Locator("#view [name=q]").FillAsync("something else");
        await Expect(form.Locator("[name=Description]")).ToHaveValueAsync("half a sentence");
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(person.Tasks).ToHaveCountAsync(0);
        await person.Page.Locator("#view [name=q]").FillAsync("");

        await Expect(person.Page.Locator("#completed .task")).ToContainTextAsync("half a sentence");
        Assert.Empty(person.Complaints);
    }

    [Fact]
    public async Task Words_being_typed_stay_when_somebody_else_deletes_the_task_and_it_is_told_that_they_cannot_be_saved()
    {
        await using var person = await site.VisitAsync(open: false);
        var taskId = await site.CreateAsync("Ours");
        await person.OpenAsync();
        var form = await person.EditAsync("Ours");
        await form.Locator("[name=Description]").FillAsync("half a sentence");

        await site.DeleteAsync(taskId);
        await Expect(person.Page.Locator("#summary-text")).ToHaveTextAsync("0 of 0 done");
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(form.Locator(".form-problem")).ToContainTextAsync("This task was deleted elsewhere");
        await Expect(form.Locator("[name=Description]")).ToHaveValueAsync("half a sentence");
        await form.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();

        await Expect(person.Tasks).ToHaveCountAsync(0);
        await Expect(person.Page.Locator("#empty")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_task_that_was_put_into_the_table_with_its_id_alone_is_shown_among_the_others()
    {
        await using var person = await site.VisitAsync(open: false);
        await site.PutAsync(new() { ["TaskId"] = new(Guid.NewGuid().ToString()) });
        await site.CreateAsync("Beside it");
        await person.OpenAsync();

        await Expect(person.Tasks).ToHaveCountAsync(2);
        await Expect(person.Task("Beside it")).ToBeVisibleAsync();
        await Expect(person.Page.Locator("#connection")).ToHaveTextAsync("Live");
    }

    [Fact]
    public async Task An_unchanged_list_costs_a_conditional_request()
    {
        await using var person = await site.VisitAsync(open: false);
        await site.CreateAsync("Unchanged");
        await person.OpenAsync();
        await Expect(person.Tasks).ToHaveCountAsync(1);

        var next = await person.Page.WaitForResponseAsync(r => r.Request.Method == "GET" && r.Url.Contains("/tasks?", StringComparison.Ordinal) && r.Status != 200);

        Assert.Equal(304, next.Status);
    }

    [Fact]
    public async Task Thousands_of_tasks_are_a_few_rows_in_the_document()
    {
        await using var person = await site.VisitAsync(open: false);
        await site.FillAsync(Many, i => ($"Task {i:00000}", i % 7 == 0 ? $"More about {i}\nin two lines" : "", "Open"));
        await person.OpenAsync("?sort=title");
        await Expect(person.Page.Locator("#summary-text")).ToHaveTextAsync("0 of 5,000 done");

        Assert.InRange(await person.Tasks.CountAsync(), 8, 60);
        await Expect(person.Tasks.First).ToHaveAttributeAsync("aria-setsize", "5000");
        await person.Page.EvaluateAsync("() => { window.highest = Infinity; addEventListener('scroll', () => (window.highest = Math.min(window.highest, scrollY))); }");
        await person.Page.Keyboard.PressAsync("End");
        await Expect(person.Task("Task 04999")).ToBeInViewportAsync();
        // At once: what glides there goes on against rows that are measured on the way.
        Assert.InRange(await person.Page.EvaluateAsync<double>("window.highest"), 300_000, 600_000);

        Assert.InRange(await person.Tasks.CountAsync(), 8, 60);
        await person.Page.Locator("#view [name=q]").FillAsync("04321");
        await Expect(person.Tasks).ToHaveCountAsync(1);
        Assert.Empty(person.Complaints);
    }
}
