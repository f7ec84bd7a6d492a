namespace TaskTracker.Page.Tests;

public sealed class TasksTests(DeployedSite site)
{
    [Fact]
    public async Task Saving_one_field_sends_no_other_however_its_lines_end()
    {
        await using var person = await site.VisitAsync(open: false);
        await site.CreateAsync("From Windows", "one\r\ntwo ");
        await person.OpenAsync();

        var form = await person.EditAsync("From Windows");
        await form.Locator("[name=Title]").FillAsync("From anywhere");
        var sent = await person.Page.RunAndWaitForRequestAsync(() => form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync(), r => r.Method == "PUT");

        Assert.Equal("""{"Title":"From anywhere"}""", sent.PostData);
    }

    [Fact]
    public async Task A_new_task_is_there_at_once_and_after_a_reload()
    {
        await using var person = await site.VisitAsync();

        await person.AddAsync("Buy milk", "Two bottles");

        await Expect(person.Task("Buy milk")).ToContainTextAsync("Two bottles");
        await Expect(person.News).ToHaveTextAsync("“Buy milk” added.");
        await person.Page.ReloadAsync();
        await Expect(person.Task("Buy milk")).ToBeVisibleAsync();
        Assert.Empty(person.Complaints);
    }

    [Fact]
    public async Task A_task_is_completed_and_reopened()
    {
        await using var person = await site.VisitAsync();
        await person.AddAsync("Write a letter");

        await person.CheckAsync("Write a letter");
        await Expect(person.Page.Locator("#completed .task")).ToHaveCountAsync(1);
        await Expect(person.News).ToHaveTextAsync("“Write a letter” completed.");
        await person.CheckAsync("Write a letter");

        await Expect(person.Page.Locator("#to-do .task")).ToHaveCountAsync(1);
        await Expect(person.News).ToHaveTextAsync("“Write a letter” reopened.");
    }

    [Fact]
    public async Task A_task_is_edited_in_its_place()
    {
        await using var person = await site.VisitAsync();
        await person.AddAsync("Draft", "rough");

        var form = await person.EditAsync("Draft");
        await form.Locator("[name=Title]").FillAsync("Final");
        await form.Locator("[name=Status]").SelectOptionAsync("In Progress");
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(person.Task("Final")).ToContainTextAsync("In progress");
        await Expect(person.News).ToHaveTextAsync("Changes saved.");
        Assert.Equal(["Final"], await site.StoredTitlesAsync());
    }

    [Fact]
    public async Task Escape_leaves_a_task_as_it_was_and_gives_the_focus_back()
    {
        await using var person = await site.VisitAsync();
        await person.AddAsync("Stays");

        var form = await person.EditAsync("Stays");
        await form.Locator("[name=Title]").FillAsync("Goes");
        await person.Page.Keyboard.PressAsync("Escape");

        await Expect(form).ToHaveCountAsync(0);
        await Expect(person.Task("Stays").GetByRole(AriaRole.Button, new() { Name = "Edit Stays" })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_deleted_task_comes_back_when_that_is_undone()
    {
        await using var person = await site.VisitAsync();
        await person.AddAsync("By mistake");
        await Expect(person.News).ToHaveTextAsync("“By mistake” added.");

        await person.DeleteAsync("By mistake");
        await Expect(person.Tasks).ToHaveCountAsync(0);
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

        await Expect(person.Task("By mistake").GetByRole(AriaRole.Checkbox)).ToBeFocusedAsync();
        Assert.Equal(["By mistake"], await site.StoredTitlesAsync());
    }

    [Fact]
    public async Task A_deletion_is_carried_out_when_its_message_goes()
    {
        await using var person = await site.VisitAsync();
        await person.AddAsync("Old");
        await person.AddAsync("New");
        await Expect(person.News).ToHaveTextAsync("“New” added.");

        await person.DeleteAsync("Old");
        var deletion = person.Page.WaitForResponseAsync(r => r.Request.Method == "DELETE");
        await person.CheckAsync("New");

        Assert.Equal(204, (await deletion).Status);
        Assert.Equal(["New"], await site.StoredTitlesAsync());
    }

    [Fact]
    public async Task A_deletion_is_carried_out_when_the_page_is_left()
    {
        await using var person = await site.VisitAsync();
        await person.AddAsync("Leaves too");
        await Expect(person.News).ToHaveTextAsync("“Leaves too” added.");
        await using var other = await site.VisitAsync(empty: false);

        await person.DeleteAsync("Leaves too");
        await person.Page.GotoAsync("about:blank");

        await Expect(other.Tasks).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_task_without_a_title_is_not_sent()
    {
        await using var person = await site.VisitAsync();

        await person.AddAsync("   ", "Only this");

        await Expect(person.Page.Locator("#create-problem")).ToHaveTextAsync("Give the task a title.");
        await Expect(person.Page.Locator("#create [name=Title]")).ToBeFocusedAsync();
        Assert.Empty(await site.StoredTitlesAsync());
    }

    [Theory]
    [InlineData("<img src=x onerror=\"document.title='owned'\">")]
    [InlineData("</h3><script>document.title='owned'</script>")]
    [InlineData("\u202Eesrever \u0000 {{7*7}} ${1} &amp;")]
    public async Task What_people_write_stays_text(string hostile)
    {
        await using var person = await site.VisitAsync(open: false);
        await site.CreateAsync(hostile, hostile);
        await person.OpenAsync();

        await Expect(person.Tasks).ToHaveCountAsync(1);
        var shown = await person.Page.Locator(".task-title").TextContentAsync();

        Assert.Equal(hostile, shown);
        Assert.Equal("TaskTracker", await person.Page.TitleAsync());
        Assert.Empty(person.Complaints);
    }

    [Fact]
    public async Task No_script_but_the_pages_own_runs()
    {
        await using var person = await site.VisitAsync();
        await Expect(person.Page.Locator("#empty")).ToBeVisibleAsync();

        var assigned = await person.Page.EvaluateAsync<string>(
            "() => { try { document.createElement('div').setAttribute('onclick', 'document.title = 1'); return 'set'; } catch (e) { return e.name; } }");
        var elsewhere = await person.Page.EvaluateAsync<string>("() => fetch('http://localhost:1/').then(() => 'sent', (e) => e.name)");

        Assert.Equal("TaskTracker", await person.Page.TitleAsync());
        Assert.Equal("TypeError", assigned);
        Assert.Equal("TypeError", elsewhere);
        Assert.Contains(person.Complaints, c => c.Contains("connect-src", StringComparison.Ordinal));
    }
}
