namespace TaskTracker.Page.Tests;

/// <summary>For everybody: axe finds nothing in any state, and the keyboard is enough.</summary>
public sealed class AccessTests(DeployedSite site)
{
    public static TheoryData<string, ColorScheme, int> States
    {
        get
        {
            var states = new TheoryData<string, ColorScheme, int>();
            foreach (var state in PageStates.All.Keys)
            {
                states.Add(state, ColorScheme.Light, 1280);
                states.Add(state, ColorScheme.Dark, 390);
            }

            return states;
        }
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task Axe_finds_nothing(string state, ColorScheme scheme, int width)
    {
        await using var person = await site.VisitAsync(PageStates.Screen(scheme, width), open: false);
        await PageStates.All[state](site, person);

        Assert.Empty(await person.AccessibilityProblemsAsync());
        Assert.True(await person.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "It is wider than the screen.");
    }

    [Fact]
    public async Task A_task_comes_and_goes_by_keyboard_alone()
    {
        await using var person = await site.VisitAsync();
        await Expect(person.Page.Locator("#empty")).ToBeVisibleAsync();
        var keys = person.Page.Keyboard;

        await keys.PressAsync("Alt+n");
        await keys.TypeAsync("By hand");
        await keys.PressAsync("Enter");
        await Expect(person.News).ToHaveTextAsync("“By hand” added.");
        await person.Task("By hand").GetByRole(AriaRole.Checkbox).FocusAsync();
        await keys.PressAsync("Tab");
        await keys.PressAsync("Tab");
        await keys.PressAsync("Enter");
        await Expect(person.Tasks).ToHaveCountAsync(0);
        await keys.PressAsync("Control+z");

        await Expect(person.Task("By hand").GetByRole(AriaRole.Checkbox)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Nothing_jumps_while_the_page_loads()
    {
        await using var person = await site.VisitAsync(open: false);
        await site.FillAsync(40, i => ($"Task {i}", i % 2 == 0 ? "With a description of some length" : "", "Open"));
        await person.Page.AddInitScriptAsync(
            "window.shift = 0; new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) window.shift += e.value; }).observe({ type: 'layout-shift', buffered: true });");
        await person.OpenAsync();
        await Expect(person.Tasks.First).ToBeVisibleAsync();
        await Expect(person.Page.Locator("#connection")).ToHaveTextAsync("Live");

        Assert.InRange(await person.Page.EvaluateAsync<double>("() => window.shift"), 0, 0.02);
    }
}
