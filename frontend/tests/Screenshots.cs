namespace TaskTracker.Page.Tests;

/// <summary>Pictures of every state for people to look at; run by <c>make screenshots</c> only.</summary>
public sealed class Screenshots(DeployedSite site)
{
    private static readonly (ColorScheme, int Width)[] Screens = [(ColorScheme.Light, 390), (ColorScheme.Light, 1280), (ColorScheme.Dark, 390), (ColorScheme.Dark, 1280)];

    [Fact(Explicit = true)]
    public async Task Every_state_is_pictured()
    {
        var folder = Path.Combine(DeployedSite.Root, "reports", "screenshots");
        foreach (var (name, reach) in PageStates.All)
        {
            foreach (var (scheme, width) in Screens)
            {
                await using var person = await site.VisitAsync(PageStates.Screen(scheme, width), open: false);
                await reach(site, person);
                var file = Path.Combine(folder, $"{name}-{width}-{(scheme == ColorScheme.Dark ? "dark" : "light")}.png");
                await person.Page.ScreenshotAsync(new() { Path = file });
            }
        }
    }
}
