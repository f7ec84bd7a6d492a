using Deque.AxeCore.Playwright;

namespace TaskTracker.Page.Tests;

/// <summary>Somebody at the page, in a browser of their own. What the browser complains about fails the test that asks.</summary>
public sealed class Person : IAsyncDisposable
{
    private readonly List<string> _complaints = [];
    private readonly DeployedSite _site;

    public Person(IPage page, DeployedSite site)
    {
        Page = page;
        _site = site;
        page.PageError += (_, error) => _complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") _complaints.Add(message.Text);
        };
    }

    public IPage Page { get; }

    /// <summary>Errors of scripts, refused resources, broken policies.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public ILocator Tasks => Page.Locator(".task");

    public ILocator News => Page.Locator("#news-text");

    public ILocator Failure => Page.Locator("#failure-text");

    public ILocator Task(string title) => Page.Locator(".task", new() { Has = Page.GetByRole(AriaRole.Heading, new() { Name = title, Exact = true }) });

    public Task OpenAsync(string address = "") => Page.GotoAsync(_site.SiteUrl + address);

    public async Task AddAsync(string title, string description = "")
    {
        await Page.Locator("#create [name=Title]").FillAsync(title);
        await Page.Locator("#create [name=Description]").FillAsync(description);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Add task" }).ClickAsync();
    }

    public Task CheckAsync(string title) => Task(title).GetByRole(AriaRole.Checkbox).ClickAsync();

    public Task DeleteAsync(string title) => Page.GetByRole(AriaRole.Button, new() { Name = $"Delete {title}", Exact = true }).ClickAsync();

    public async Task<ILocator> EditAsync(string title)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = $"Edit {title}", Exact = true }).ClickAsync();

        return Page.Locator("form.edit");
    }

    /// <summary>The API does something else for this person than it would: an answer, no answer, a late one.</summary>
    public Task InterceptAsync(string method, Func<IRoute, Task> act) => Page.RouteAsync(
        url => url.StartsWith(_site.ApiUrl, StringComparison.Ordinal),
        route => route.Request.Method == method ? act(route) : route.ContinueAsync());

    public Task StopInterceptingAsync() => Page.UnrouteAllAsync();

    /// <summary>What axe finds wrong with what is on the screen.</summary>
    public async Task<string[]> AccessibilityProblemsAsync()
    {
        var result = await Page.RunAxe();

        return [.. result.Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id}: {v.Help}: {n.Html}"))];
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
