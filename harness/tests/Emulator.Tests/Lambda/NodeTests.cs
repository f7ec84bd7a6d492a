using System.Text;
using System.Text.Json.Nodes;
using TaskTracker.Emulation.Services.Lambda.Hosting;

namespace TaskTracker.Emulation.Tests.Lambda;

public sealed class NodeTests(Functions functions) : IClassFixture<Functions>
{
    private const string Handlers = "https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html";
    private const string Context = "https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html";
    private const string Logging = "https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html";
    private const int File = 0x81A4;

    /// <summary>Why, file, source, handler, answer to <c>{"n":1}</c>.</summary>
    public static TheoryData<string, string, string, string, string> Answering => new()
    {
        { "CommonJS, async", "index.js", "exports.handler = async event => ({ got: event.n })", "index.handler", """{"got":1}""" },
        { "CommonJS, found at run time", "index.js", "module.exports = { ['hand' + 'ler']: async () => 2 }", "index.handler", "2" },
        { "CommonJS, callback", "index.js", "exports.handler = (event, context, callback) => setTimeout(() => callback(null, event.n + 1), 5)", "index.handler", "2" },
        { "callback that waits for nobody", "index.js", "exports.handler = (e, context, callback) => { context.callbackWaitsForEmptyEventLoop = false; setInterval(() => {}, 1e6); callback(null, 3); }", "index.handler", "3" },
        { "neither promise nor callback", "index.js", "exports.handler = () => 'ignored'", "index.handler", "null" },
        { "ES module", "index.mjs", "import path from 'node:path'; export const handler = async () => path.basename('/a/b')", "index.handler", "\"b\"" },
        { "nothing returned", "index.mjs", "export const handler = async () => {}", "index.handler", "null" },
        { "below a folder", "src/app.cjs", "exports.tasks = { list: async () => [] }", "src/app.tasks.list", "[]" },
        { "context", "index.mjs", "export const handler = async (e, c) => [c.functionName.length > 0, c.functionVersion, c.memoryLimitInMB, c.getRemainingTimeInMillis() > 1000]", "index.handler", """[true,"$LATEST","128",true]""" },
    };

    [Theory]
    [MemberData(nameof(Answering))]
    [Parity("lambda/nodejs", Evidence.Documented, Handlers)]
    [Parity("lambda/nodejs", Evidence.Documented, Context)]
    public async Task A_handler_answers(string why, string file, string source, string handler, string answer)
    {
        var name = await CreateAsync(file, source, handler);

        var first = await functions.InvokeAsync(name, """{"n":1}""");
        var second = await functions.InvokeAsync(name, """{"n":1}""");

        Assert.Equal((why, null, answer), (why, first.FunctionError, first.Payload));
        Assert.Equal(answer, second.Payload);
    }

    [Fact]
    [Parity("lambda/nodejs", Evidence.Documented, Context)]
    public async Task The_callers_context_is_an_object()
    {
        var name = await CreateAsync("index.mjs", "export const handler = async (e, c) => c.clientContext.custom.name", "index.handler");
        var context = Convert.ToBase64String(Encoding.UTF8.GetBytes("{\n  \"custom\": { \"name\": \"J\u00fcrgen\" }\n}"));

        var invoked = await functions.InvokeAsync(name, "{}", ("X-Amz-Client-Context", context));

        Assert.Equal((null, "\"Jürgen\""), (invoked.FunctionError, invoked.Payload));
    }

    /// <summary>Why, source, handler, type and message of the error.</summary>
    [Theory]
    [InlineData("thrown", "export const handler = async () => { throw new TypeError('no') }", "index.handler", "TypeError", "no")]
    [InlineData("thrown at once", "export const handler = () => { throw new Error('now') }", "index.handler", "Error", "now")]
    [InlineData("given to the callback", "export const handler = (e, c, callback) => { callback(new RangeError('far')) }", "index.handler", "RangeError", "far")]
    [InlineData("no such file", "", "other.handler", "Runtime.ImportModuleError", "Error: Cannot find module 'other'")]
    [InlineData("no such export", "export const other = 1", "index.handler", "Runtime.HandlerNotFound", "index.handler is undefined or not exported")]
    [InlineData("bad handler", "", "nothing", "Runtime.MalformedHandlerName", "Bad handler")]
    [InlineData("thrown when nobody listens", "export const handler = () => new Promise(() => setTimeout(() => { throw new Error('lost') }, 1))", "index.handler", "Error", "lost")]
    [Parity("lambda/nodejs", Evidence.Documented, Handlers)]
    public async Task An_error_is_the_answer_with_its_type_and_trace(string why, string source, string handler, string type, string message)
    {
        var name = await CreateAsync("index.mjs", source, handler);

        var invoked = await functions.InvokeAsync(name);

        Assert.Equal((why, "Unhandled", type, message), (why, invoked.FunctionError, invoked["errorType"], invoked["errorMessage"]));
        Assert.NotNull(invoked.Json["trace"]);
    }

    [Fact]
    [Parity("lambda/nodejs", Evidence.Documented, Logging)]
    public async Task What_the_console_is_told_is_logged_with_time_request_and_level()
    {
        var name = await CreateAsync("index.mjs", "export const handler = async () => { console.log('hello %d', 1); console.error('two\\nlines'); }", "index.handler");

        var invoked = await functions.InvokeAsync(name);

        Assert.Contains($"\t{invoked.RequestId}\tINFO\thello 1\n", invoked.Log, StringComparison.Ordinal);
        Assert.Contains($"\t{invoked.RequestId}\tERROR\ttwo\rlines\n", invoked.Log, StringComparison.Ordinal);
    }

    /// <summary>A process that has ended tells nothing any more; what Node takes to start is at least this.</summary>
    [Theory]
    [InlineData("export const handler = () => process.exit(3)")]
    [InlineData("throw new Error('at start')")]
    [Parity("lambda/memory", Evidence.Unverified, "between two looks at it a process that ends may have had more")]
    public async Task The_memory_that_a_process_took_to_start_is_reported_though_it_has_ended(string source)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The peak is read from /proc.");
        var name = await CreateAsync("index.mjs", source, "index.handler");

        var invoked = await functions.InvokeAsync(name);

        var used = invoked.Log.Split("Max Memory Used: ")[1].Split(' ')[0];
        Assert.InRange(int.Parse(used, System.Globalization.CultureInfo.InvariantCulture), 25, 128);
    }

    private async Task<string> CreateAsync(string file, string source, string handler)
    {
        Assert.SkipUnless(RuntimeProgram.HasNode, "Node functions need a node on the PATH.");
        var name = $"node-{Guid.NewGuid():N}";
        var request = JsonNode.Parse(functions.Request(name, handler, ",\"Timeout\":60")) ?? new JsonObject();
        request["Runtime"] = "nodejs20.x";
        request["Code"] = new JsonObject { ["ZipFile"] = Convert.ToBase64String(FunctionPackage.Zip((file, Encoding.UTF8.GetBytes(source), File))) };
        var answer = await functions.CallAsync("POST", "", request.ToJsonString());
        Assert.True(answer.Status == 201, answer.Body);
        return name;
    }
}
