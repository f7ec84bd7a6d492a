namespace TaskTracker.Page.Tests;

/// <summary>Every state that the page can be seen in, and how a person comes to see it.</summary>
internal static class PageStates
{
    public static readonly IReadOnlyDictionary<string, Func<DeployedSite, Person, Task>> All = new Dictionary<string, Func<DeployedSite, Person, Task>>
    {
        ["list"] = async (site, person) =>
        {
            await SeveralAsync(site);
            await person.OpenAsync();
            await Expect(person.Tasks).ToHaveCountAsync(5);
        },
        ["empty"] = async (_, person) =>
        {
            await person.OpenAsync();
            await Expect(person.Page.Locator("#empty")).ToBeVisibleAsync();
        },
        ["loading"] = async (_, person) =>
        {
            await person.InterceptAsync("GET", _ => Task.CompletedTask);
            await person.OpenAsync();
            await Expect(person.Page.Locator("#loading")).ToBeVisibleAsync();
        },
        ["error"] = async (_, person) =>
        {
            await person.InterceptAsync("GET", route => route.AbortAsync());
            await person.OpenAsync();
            await Expect(person.Page.Locator("#problem")).ToBeVisibleAsync();
        },
        ["offline"] = async (site, person) =>
        {
            await SeveralAsync(site);
            await person.OpenAsync();
            await Expect(person.Tasks).ToHaveCountAsync(5);
            await person.Page.Context.SetOfflineAsync(true);
            await Expect(person.Page.Locator("#stale")).ToBeVisibleAsync();
        },
        ["no-match"] = async (site, person) =>
        {
            await SeveralAsync(site);
            await person.OpenAsync("?q=nothing");
            await Expect(person.Page.Locator("#no-match")).ToBeVisibleAsync();
        },
        ["editing"] = async (site, person) =>
        {
            await SeveralAsync(site);
            await person.OpenAsync();
            await person.EditAsync("Renew the certificates");
        },
        ["deleted"] = async (site, person) =>
        {
            await SeveralAsync(site);
            await person.OpenAsync();
            await person.DeleteAsync("Renew the certificates");
            await Expect(person.Page.Locator("#undo")).ToBeVisibleAsync();
        },
        ["refused"] = async (site, person) =>
        {
            await SeveralAsync(site);
            await person.InterceptAsync("PUT", route => route.AbortAsync());
            await person.OpenAsync();
            await person.CheckAsync("Renew the certificates");
            await Expect(person.Failure).ToBeVisibleAsync();
        },
    };

    public static BrowserNewContextOptions Screen(ColorScheme scheme, int width) => new()
    {
        ViewportSize = new() { Width = width, Height = width < 600 ? 844 : 800 },
        ColorScheme = scheme,
        ReducedMotion = ReducedMotion.Reduce,
        DeviceScaleFactor = width < 600 ? 2 : 1,
    };

    private static async Task SeveralAsync(DeployedSite site)
    {
        await site.CreateAsync("Book a room for the spring meeting", "Twelve people, a projector, and somewhere to have lunch nearby.", "In Progress");
        await site.CreateAsync("Renew the certificates", "They end on the 14th.");
        await site.CreateAsync("Ask finance about invoice 4711");
        await site.CreateAsync("Thank the volunteers", "A card each.", "Completed");
        await site.CreateAsync("Print the badges", "", "Completed");
    }
}
