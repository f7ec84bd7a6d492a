namespace TaskTracker.Page.Tests;

public sealed class ViewTests(DeployedSite site)
{
    [Fact]
    public async Task The_address_says_what_is_shown()
    {
        await using var person = await VisitThreeAsync();

        await person.Page.Locator(".filter label", new() { HasText = "Completed" }).ClickAsync();
        await Expect(person.Tasks).ToHaveCountAsync(1);
        await person.Page.Locator("#view [name=q]").FillAsync("cake");
        await person.Page.Locator("#view [name=sort]").SelectOptionAsync("title");

        await Expect(person.Page).ToHaveURLAsync(site.SiteUrl + "?status=completed&q=cake&sort=title");
        await person.Page.ReloadAsync();
        await Expect(person.Task("Bake a cake")).ToBeVisibleAsync();
        await Expect(person.Tasks).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Back_goes_to_the_view_before()
    {
        await using var person = await VisitThreeAsync();

        await person.Page.Locator(".filter label", new() { HasText = "In progress" }).ClickAsync();
        await Expect(person.Tasks).ToHaveCountAsync(1);
        await person.Page.GoBackAsync();

        await Expect(person.Tasks).ToHaveCountAsync(3);
        await Expect(person.Page.Locator("#view [name=status][value=all]")).ToBeCheckedAsync();
    }

    [Fact]
    public async Task A_search_finds_every_word_in_title_or_description()
    {
        await using var person = await VisitThreeAsync();

        await person.Page.Keyboard.PressAsync("Alt+/");
        await person.Page.Keyboard.TypeAsync("SHOP apples");

        await Expect(person.Tasks).ToHaveCountAsync(1);
        await Expect(person.Task("Apples")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Tasks_are_sorted_by_title_as_people_sort()
    {
        await using var person = await site.VisitAsync(open: false);
        await site.CreateAsync("Item 10");
        await site.CreateAsync("item 9");
        await site.CreateAsync("Émile");
        await person.OpenAsync("?sort=title");

        await Expect(person.Page.Locator(".task-title")).ToHaveTextAsync(["Émile", "item 9", "Item 10"]);
    }

    [Fact]
    public async Task A_view_without_tasks_leads_back_to_all()
    {
        await using var person = await VisitThreeAsync();
        await person.Page.Locator("#view [name=q]").FillAsync("nothing is called so");
        await Expect(person.Page.Locator("#no-match")).ToBeVisibleAsync();

        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Show all tasks" }).ClickAsync();

        await Expect(person.Tasks).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task Each_status_says_how_many_tasks_it_has()
    {
        await using var person = await VisitThreeAsync();

        await Expect(person.Page.Locator(".filter label")).ToHaveTextAsync(["All 3", "Open 1", "In progress 1", "Completed 1"]);
    }

    private async Task<Person> VisitThreeAsync()
    {
        var person = await site.VisitAsync(open: false);
        await site.CreateAsync("Apples", "from the shop");
        await site.CreateAsync("Shop for shoes", "", "In Progress");
        await site.CreateAsync("Bake a cake", "", "Completed");
        await person.OpenAsync();
        await Expect(person.Tasks).ToHaveCountAsync(3);

        return person;
    }
}
