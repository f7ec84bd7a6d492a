namespace TaskTracker.Page.Tests;

/// <summary>The stack's dashboard, which the emulator draws.</summary>
public sealed class DashboardTests(DeployedSite site)
{
    private static readonly (ColorScheme, int Width)[] Screens = [(ColorScheme.Light, 390), (ColorScheme.Light, 1280), (ColorScheme.Dark, 390), (ColorScheme.Dark, 1280)];

    [Fact]
    public async Task It_shows_what_the_stack_did_and_how_its_alarms_stand()
    {
        await using var person = await site.VisitAsync(open: false);
        await site.CreateAsync("Counted");

        await person.Page.GotoAsync(site.DashboardUrl);

        await Expect(person.Page).ToHaveTitleAsync("TaskTracker – dashboard");
        await Expect(person.Page.Locator("section h2")).ToHaveTextAsync(
        [
            "Alarms", "Lambda invocations", "Lambda errors (target 0)", "Lambda duration, average (target under 500 ms) ms", "Lambda duration, p99 ms",
            "API requests and errors", "API latency ms", "DynamoDB capacity",
        ]);
        await Expect(person.Page.Locator(".alarms li")).ToHaveCountAsync(12);
        await Expect(person.Page.Locator(".plot canvas")).ToHaveCountAsync(7);
        await Expect(Chart(person, "Lambda invocations")).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("CreateTask: [1-9]"));
        await Expect(Chart(person, "DynamoDB capacity")).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("writes: [1-9]"));
        Assert.Empty(person.Complaints);
    }

    [Fact]
    public async Task It_moves_on_by_itself()
    {
        await using var person = await site.VisitAsync(open: false);
        await person.Page.GotoAsync(site.DashboardUrl);
        await Expect(person.Page.Locator(".plot canvas").First).ToBeVisibleAsync();
        var before = await Chart(person, "DynamoDB capacity").GetAttributeAsync("aria-label");

        await site.CreateAsync("Later");

        await Expect(Chart(person, "DynamoDB capacity")).Not.ToHaveAttributeAsync("aria-label", before ?? "");
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Axe_finds_nothing_and_it_is_no_wider_than_the_screen(ColorScheme scheme, int width)
    {
        await using var person = await site.VisitAsync(PageStates.Screen(scheme, width), open: false);
        await person.Page.GotoAsync(site.DashboardUrl);
        await Expect(person.Page.Locator(".plot canvas").First).ToBeVisibleAsync();

        Assert.Empty(await person.AccessibilityProblemsAsync());
        Assert.True(await person.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "It is wider than the screen.");
    }

    [Fact]
    public async Task Another_range_is_a_click_away_and_a_dashboard_that_is_gone_is_told()
    {
        await using var person = await site.VisitAsync(open: false);
        await person.Page.GotoAsync(site.DashboardUrl);
        await Expect(person.Page.Locator(".plot canvas").First).ToBeVisibleAsync();

        var asked = person.Page.WaitForRequestAsync(r => r.Url.EndsWith("/data?minutes=180", StringComparison.Ordinal));
        await person.Page.GetByLabel("3 h").CheckAsync();
        await asked;
        var answer = await person.Page.GotoAsync(site.DashboardUrl + "-gone");

        Assert.Equal(404, answer?.Status);
        await Expect(person.Page.GetByText("There is no such dashboard. There are: TaskTracker.")).ToBeVisibleAsync();
    }

    /// <summary>For people to look at; run by <c>make screenshots</c> only.</summary>
    [Fact(Explicit = true)]
    public async Task It_is_pictured()
    {
        await using (var visitor = await site.VisitAsync(open: false)) await site.UseForAWhileAsync();
        foreach (var (scheme, width) in Screens)
        {
            await using var person = await site.VisitAsync(PageStates.Screen(scheme, width), open: false, empty: false);
            await person.Page.RouteAsync("**/data?*", WithAnAlarmAsync);
            await person.Page.GotoAsync(site.DashboardUrl);
            await Expect(person.Page.Locator(".plot canvas").Last).ToBeVisibleAsync();
            var file = Path.Combine(DeployedSite.Root, "reports", "screenshots", $"dashboard-{width}-{(scheme == ColorScheme.Dark ? "dark" : "light")}.png");
            await person.Page.ScreenshotAsync(new() { Path = file, FullPage = true });
        }
    }

    /// <summary>One of each state, for the picture.</summary>
    private static async Task WithAnAlarmAsync(IRoute route)
    {
        var answer = await route.FetchAsync();
        var parts = (await answer.TextAsync()).Split("\"state\":\"OK\"");
        var body = parts[0] + "\"state\":\"ALARM\"" + parts[1] + "\"state\":\"INSUFFICIENT_DATA\"" + string.Join("\"state\":\"OK\"", parts[2..]);
        await route.FulfillAsync(new() { Response = answer, Body = body });
    }

    private static ILocator Chart(Person person, string title) =>
        person.Page.Locator("section", new() { Has = person.Page.GetByRole(AriaRole.Heading, new() { Name = title }) }).Locator(".plot");
}
