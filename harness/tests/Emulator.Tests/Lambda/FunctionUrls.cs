using System.Text.Json;
using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.Lambda;

/// <summary>URLs of functions that anybody may call.</summary>
internal static class FunctionUrls
{
    public const string AnybodyThere = """{"StatementId":"call","Action":"lambda:InvokeFunction","Principal":"*","InvokedViaFunctionUrl":true}""";
    public const string Anybody = """{"StatementId":"url","Action":"lambda:InvokeFunctionUrl","Principal":"*","FunctionUrlAuthType":"NONE"}""";

    /// <summary>The URL of a new function.</summary>
    /// <param name="settings">Further members of the function, each with a comma before it.</param>
    public static async Task<string> UrlAsync(this Functions functions, string handler, string settings = "", string config = """{"AuthType":"NONE"}""")
    {
        var name = await functions.CreateAsync(handler, settings);
        await functions.AllowAnybodyAsync(name);
        var made = await functions.UrlConfigAsync("POST", name, config);
        Assert.True(made.Status == 201, made.Body);
        return $"{JsonNode.Parse(made.Body)?["FunctionUrl"]}";
    }

    /// <summary>The URL of a function that returns always the same.</summary>
    public static Task<string> UrlReturningAsync(this Functions functions, string returned, string config = """{"AuthType":"NONE"}""") =>
        functions.UrlAsync("returns", $",\"Environment\":{{\"Variables\":{{\"RETURNS\":{JsonSerializer.Serialize(returned, JsonSerializerOptions.Web)}}}}}", config);

    public static async Task AllowAnybodyAsync(this Functions functions, string name)
    {
        foreach (var statement in (string[])[Anybody, AnybodyThere])
        {
            var added = await functions.CallAsync("POST", $"/{name}/policy", statement);
            Assert.True(added.Status == 201, added.Body);
        }
    }

    public static Task<HttpAnswer> UrlConfigAsync(this Functions functions, string method, string name, string body = "") =>
        functions.Http.SendAsync("lambda", method, $"/2021-10-31/functions/{name}/url", body);

    /// <summary>Sends the very bytes to the host that the URL names, wherever that resolves to.</summary>
    /// <param name="headers">A line each.</param>
    public static Task<RawAnswer> AskAsync(this Functions functions, string url, string headers = "", string method = "GET") =>
        RawHttp.SendAsync(functions.Emulator.Endpoint, $"{method} / HTTP/1.1\nHost: {new Uri(url).Authority}\n{headers}");
}
