namespace TaskTracker.Page.Tests;

/// <summary>Who may call the API from a page is the browser's decision, by the API's headers.</summary>
public sealed class CorsTests(DeployedSite site)
{
    /// <summary>Answers the status, or what the browser said instead, and what the page may read of the headers.</summary>
    private const string Call = """
        async ([url, method, header]) => {
          try {
            const answer = await fetch(url, {method, headers: header ? {[header]: 'application/json'} : {}, body: method === 'POST' ? '{"Title":"By fetch"}' : undefined});
            return `${answer.status} ${answer.headers.get('ETag') ? 'tag' : 'no tag'} ${answer.headers.get('apigw-requestid') ? 'id' : 'no id'}`;
          } catch (refused) { return refused.name; }
        }
        """;

    [Theory]
    [InlineData("a simple request, and a header that is exposed; another is not", "GET", "", "200 tag no id")]
    [InlineData("a request that is asked for first", "POST", "content-type", "201 no tag no id")]
    [InlineData("a header that is not allowed", "GET", "x-mine", "TypeError")]
    [InlineData("a method that is not allowed", "PATCH", "content-type", "TypeError")]
    public async Task The_sites_own_page_may_call_as_the_API_allows(string why, string method, string header, string said)
    {
        await using var person = await site.VisitAsync();

        Assert.Equal((why, said), (why, await CallAsync(person, method, header)));
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("POST", "content-type")]
    public async Task A_page_of_another_origin_may_not(string method, string header)
    {
        await using var person = await site.VisitAsync(open: false);
        await person.Page.RouteAsync("http://elsewhere.example/", route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<!doctype html><title>Elsewhere</title>" }));
        await person.Page.GotoAsync("http://elsewhere.example/");

        Assert.Equal("TypeError", await CallAsync(person, method, header));
        Assert.Contains(person.Complaints, c => c.Contains("blocked by CORS policy", StringComparison.Ordinal));
        Assert.Empty(await site.StoredTitlesAsync());
    }

    private Task<string> CallAsync(Person person, string method, string header) =>
        person.Page.EvaluateAsync<string>(Call, (string[])[$"{site.ApiUrl}/tasks", method, header]);
}
