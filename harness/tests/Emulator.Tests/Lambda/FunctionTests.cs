using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.Lambda;

public sealed class FunctionTests(Functions functions) : IClassFixture<Functions>
{
    private const string Lifecycle = "lambda_/test_lambda_api: test_function_lifecycle";
    private const string Exceptions = "lambda_/test_lambda_api: test_create_lambda_exceptions, test_update_lambda_exceptions";

    /// <summary>Why, members of a CreateFunction, error, what its message says.</summary>
    public static TheoryData<string, string, string, string> Refusals => new()
    {
        {
            "role that is no ARN", "\"Role\":\"r1\"", "ValidationException",
            """1 validation error detected: Value 'r1' at 'role' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+"""
        },
        { "role that is not there", $"\"Role\":\"{Functions.Role}-2\"", "InvalidParameterValueException", "The role defined for the function cannot be assumed by Lambda." },
        { "unknown runtime", "\"Runtime\":\"non-existent-runtime\"", "InvalidParameterValueException", "Value non-existent-runtime at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [" },
        {
            "runtime that has ended", "\"Runtime\":\"dotnetcore3.1\"", "InvalidParameterValueException",
            "The runtime parameter of dotnetcore3.1 is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions."
        },
        { "runtime that cannot run here", "\"Runtime\":\"python3.13\"", "InvalidParameterValueException", "The runtime python3.13 cannot run here" },
        { "two architectures", "\"Architectures\":[\"x86_64\",\"arm64\"]", "ValidationException", "Member must have length less than or equal to 1" },
        { "timeout too long", "\"Timeout\":901", "ValidationException", "Value '901' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900" },
        { "too little memory", "\"MemorySize\":64", "ValidationException", "Value '64' at 'memorySize' failed to satisfy constraint: Member must have value greater than or equal to 128" },
        { "too much memory", "\"MemorySize\":10241", "ValidationException", "Value '10241' at 'memorySize' failed to satisfy constraint: Member must have value less than or equal to 10240" },
        { "too many tags", $"\"Tags\":{Tags(51)}", "InvalidParameterValueException", "Number of tags exceeds resource tag limit." },
        { "no handler", "\"Handler\":null", "InvalidParameterValueException", "Runtime and Handler are mandatory parameters for functions created with deployment packages." },
        { "reserved variable", "\"Environment\":{\"Variables\":{\"AWS_REGION\":\"x\"}}", "InvalidParameterValueException", "Reserved keys used in this request: AWS_REGION" },
        { "layer", "\"Layers\":[\"arn\"]", "InvalidParameterValueException", "Layers is not supported here." },
        { "image", "\"PackageType\":\"Image\"", "InvalidParameterValueException", "PackageType Image is not supported here." },
        { "active tracing", "\"TracingConfig\":{\"Mode\":\"Active\"}", "InvalidParameterValueException", "TracingConfig Mode Active is not supported here." },
        {
            "name too long", "\"FunctionName\":\"n2345678901234567890123456789012345678901234567890123456789012345\"", "InvalidParameterValueException",
            "Member must have length less than or equal to 64"
        },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    [Parity("lambda:CreateFunction", Evidence.Recorded, Exceptions + "; what is not supported is ours")]
    public async Task A_function_that_cannot_be_is_refused(string why, string members, string error, string message)
    {
        var request = JsonNode.Parse(functions.Request("refused", "echo")) as JsonObject ?? [];
        foreach (var (name, value) in JsonNode.Parse($"{{{members}}}")?.AsObject() ?? []) request[name] = value?.DeepClone();

        var answer = await functions.CallAsync("POST", "", request.ToJsonString());

        Assert.Equal((why, 400, error), (why, answer.Status, answer.Headers["x-amzn-ErrorType"].Split(':')[0]));
        Assert.Contains(message, JsonNode.Parse(answer.Body)?["message"]?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Parity("lambda:CreateFunction", Evidence.Recorded, "lambda_/test_lambda_api: TestLambdaSizeLimits::test_oversized_request_create_lambda")]
    public async Task A_request_that_is_too_large_makes_no_function()
    {
        const int Limit = 70_167_211;

        var largest = await functions.CallAsync("POST", "", new string(' ', Limit - 1));
        var larger = await functions.CallAsync("POST", "", new string(' ', Limit));

        Assert.NotEqual(413, largest.Status);
        Assert.Equal((413, "RequestEntityTooLargeException"), (larger.Status, larger.Headers["x-amzn-ErrorType"].Split(':')[0]));
        Assert.Equal("Request must be smaller than 70167211 bytes for the CreateFunction operation", $"{Json(larger)["message"]}");
    }

    /// <summary>What values are made of, and how many bytes it is in JSON.</summary>
    [Theory]
    [InlineData("x", 1)]
    [InlineData("+/=", 3)]
    [InlineData("<&'>", 4)]
    [InlineData("\"", 2)]
    [InlineData("\\", 2)]
    [InlineData("\n", 2)]
    [InlineData("\u0001", 6)]
    [InlineData("é", 2)]
    [InlineData("€", 3)]
    [InlineData("😀", 4)]
    [Parity("lambda:UpdateFunctionConfiguration", Evidence.Unverified, "lambda_/test_lambda_api: TestLambdaSizeLimits; recorded of values that need no escaping")]
    public async Task The_environment_holds_4_KB_of_JSON(string unit, int bytes)
    {
        var name = await functions.CreateAsync("echo");
        const int Room = 4096 - 9;
        var value = string.Concat(Enumerable.Repeat(unit, Room / bytes)).PadRight(Room / bytes * unit.Length + Room % bytes, 'x');

        var largest = await SetAsync(name, value);
        var larger = await SetAsync(name, value + "x");
        var shown = Json(await functions.CallAsync("GET", $"/{name}/configuration"))["Environment"]?["Variables"]?["K1"];

        Assert.True(largest.Status == 200, largest.Body);
        Assert.Equal(value, $"{shown}");
        Assert.Equal((400, "InvalidParameterValueException"), (larger.Status, larger.Headers["x-amzn-ErrorType"]));
        var message = $"{Json(larger)["message"]}";
        var measured = message[message.IndexOf('{', StringComparison.Ordinal)..];
        Assert.StartsWith(
            "Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: {\"K1\":\"",
            message, StringComparison.Ordinal);
        Assert.Equal((4097, value + "x"), (System.Text.Encoding.UTF8.GetByteCount(measured), $"{JsonNode.Parse(measured)?["K1"]}"));
    }

    [Fact]
    [Parity("lambda:CreateFunction", Evidence.Recorded, Lifecycle)]
    [Parity("lambda:GetFunction", Evidence.Recorded, Lifecycle)]
    [Parity("lambda:GetFunctionConfiguration", Evidence.Recorded, Lifecycle)]
    public async Task A_function_is_pending_in_the_answer_that_makes_it_and_active_afterwards()
    {
        var created = Json(await functions.CallAsync("POST", "", functions.Request("made", "echo")));
        var read = Json(await functions.CallAsync("GET", "/made"));
        var configuration = Json(await functions.CallAsync("GET", "/made/configuration"));

        Assert.Equal(("Pending", "Creating", "The function is being created."), ($"{created["State"]}", $"{created["StateReasonCode"]}", $"{created["StateReason"]}"));
        Assert.Equal(("Active", "Successful"), ($"{configuration["State"]}", $"{configuration["LastUpdateStatus"]}"));
        Assert.Equal(configuration.ToJsonString(), read["Configuration"]?.ToJsonString());
        Assert.Equal(Functions.Arn("made"), $"{configuration["FunctionArn"]}");
        Assert.Equal((3, 128, "$LATEST", "Zip"), ((int?)created["Timeout"], (int?)created["MemorySize"], $"{created["Version"]}", $"{created["PackageType"]}"));
        Assert.Equal("""{"LogFormat":"Text","LogGroup":"/aws/lambda/made"}""", created["LoggingConfig"]?.ToJsonString());
        Assert.Equal("""{"Size":512}""", created["EphemeralStorage"]?.ToJsonString());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$", $"{created["LastModified"]}");
    }

    [Fact]
    [Parity("lambda:GetFunction", Evidence.Documented, "https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html")]
    public async Task The_package_can_be_fetched_from_the_location_that_the_answer_names()
    {
        var name = await functions.CreateAsync("echo");
        var location = $"{Json(await functions.CallAsync("GET", $"/{name}"))["Code"]?["Location"]}";
        using var http = new HttpClient();

        var package = await http.GetByteArrayAsync(new Uri(location), TestContext.Current.CancellationToken);
        using var forged = await http.GetAsync(new Uri(location[..^1] + (location[^1] == '0' ? '1' : '0')), TestContext.Current.CancellationToken);

        Assert.Equal([(byte)'P', (byte)'K'], package[..2]);
        Assert.Equal(404, (int)forged.StatusCode);
    }

    [Fact]
    [Parity("lambda:CreateFunction", Evidence.Recorded, Exceptions)]
    public async Task A_name_is_taken_once()
    {
        var name = await functions.CreateAsync("echo");

        var again = await functions.CallAsync("POST", "", functions.Request(name, "echo"));

        Assert.Equal((409, $$"""{"message":"Function already exist: {{name}}","Type":"User"}"""), (again.Status, Ordered(again)));
    }

    [Fact]
    [Parity("lambda:ListFunctions", Evidence.Documented, "https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html")]
    public async Task Functions_are_listed_in_pages_without_their_state()
    {
        for (var i = 0; i < 3; i++) await functions.CreateAsync("listed");

        var first = Json(await functions.CallAsync("GET", "?MaxItems=2"));
        var names = new List<string>();
        for (var page = first; ;)
        {
            names.AddRange(page["Functions"]?.AsArray().Select(f => $"{f?["FunctionName"]}") ?? []);
            if (page["NextMarker"] is not { } marker) break;
            page = Json(await functions.CallAsync("GET", $"?Marker={Uri.EscapeDataString($"{marker}")}&MaxItems=2"));
        }

        Assert.Equal(2, first["Functions"]?.AsArray().Count);
        Assert.Null(first["Functions"]?[0]?["State"]);
        Assert.Equal(3, names.Count(n => n.StartsWith("listed", StringComparison.Ordinal)));
        Assert.Equal(names.Distinct().Order(StringComparer.Ordinal), names);
    }

    [Fact]
    [Parity("lambda:UpdateFunctionConfiguration", Evidence.Recorded, Lifecycle)]
    public async Task What_an_update_does_not_name_stays()
    {
        var name = await functions.CreateAsync("echo", ",\"Environment\":{\"Variables\":{\"A1\":\"x\"}}", timeoutSeconds: 7);

        var updated = Json(await functions.CallAsync("PUT", $"/{name}/configuration", """{"MemorySize":256,"Description":"new"}"""));
        var read = Json(await functions.CallAsync("GET", $"/{name}/configuration"));

        Assert.Equal(("InProgress", "Creating", "The function is being created."), ($"{updated["LastUpdateStatus"]}", $"{updated["LastUpdateStatusReasonCode"]}", $"{updated["LastUpdateStatusReason"]}"));
        Assert.Equal(("Successful", 256, 7, "new"), ($"{read["LastUpdateStatus"]}", (int?)read["MemorySize"], (int?)read["Timeout"], $"{read["Description"]}"));
        Assert.Equal("""{"A1":"x"}""", read["Environment"]?["Variables"]?.ToJsonString());
    }

    [Fact]
    [Parity("lambda:UpdateFunctionConfiguration", Evidence.Recorded, "lambda_/test_lambda_api: test_publish_with_wrong_revision")]
    [Parity("lambda:UpdateFunctionCode", Evidence.Recorded, "lambda_/test_lambda_api: test_publish_with_wrong_revision")]
    public async Task A_revision_that_is_not_the_latest_changes_nothing()
    {
        var name = await functions.CreateAsync("echo");
        var before = Json(await functions.CallAsync("GET", $"/{name}/configuration"));

        var configuration = await functions.CallAsync("PUT", $"/{name}/configuration", """{"Timeout":9,"RevisionId":"old"}""");
        var code = await functions.UpdateCodeAsync(name, "other", ",\"RevisionId\":\"old\"");
        var after = Json(await functions.CallAsync("GET", $"/{name}/configuration"));

        Assert.Equal((412, 412), (configuration.Status, code.Status));
        Assert.Contains("The Revision Id provided does not match the latest Revision Id.", configuration.Body, StringComparison.Ordinal);
        Assert.Equal(before.ToJsonString(), after.ToJsonString());
    }

    [Fact]
    [Parity("lambda:UpdateFunctionCode", Evidence.Recorded, Lifecycle)]
    [Parity("lambda:UpdateFunctionCode", Evidence.Documented, "https://docs.rs/rusoto_lambda/0.33.0/rusoto_lambda/struct.UpdateFunctionCodeRequest.html, made from the service model: the hash of the provided code is computed and returned")]
    public async Task New_code_has_another_hash_and_a_dry_run_tells_it_beforehand()
    {
        var name = await functions.CreateAsync("echo");
        var before = Json(await functions.CallAsync("GET", $"/{name}/configuration"));

        var dry = Json(await functions.UpdateCodeAsync(name, "other", ",\"DryRun\":true,\"Publish\":true"));
        var tried = Json(await functions.CallAsync("GET", $"/{name}/configuration"));
        await functions.UpdateCodeAsync(name, "other");
        var updated = Json(await functions.CallAsync("GET", $"/{name}/configuration"));

        Assert.Equal(before.ToJsonString(), tried.ToJsonString());
        Assert.Equal(($"{updated["CodeSha256"]}", $"{updated["CodeSize"]}", "$LATEST"), ($"{dry["CodeSha256"]}", $"{dry["CodeSize"]}", $"{dry["Version"]}"));
        Assert.NotEqual($"{before["CodeSha256"]}", $"{updated["CodeSha256"]}");
        Assert.NotEqual($"{before["RevisionId"]}", $"{updated["RevisionId"]}");
    }

    [Fact]
    [Parity("lambda:UpdateFunctionCode", Evidence.Recorded, "lambda_/test_lambda_api: test_lambda_concurrent_code_updates")]
    public async Task While_code_is_unpacked_nothing_else_of_the_function_can_be_changed()
    {
        var name = await functions.CreateAsync("echo");
        HttpAnswer[] answers = [];

        // Unpacking takes long enough for the others to come meanwhile, but not for certain.
        for (var attempt = 0; answers.All(a => a.Status != 409); attempt++)
        {
            var zip = Convert.ToBase64String(FunctionPackage.Zip(("bootstrap", new byte[(100 << 20) + attempt], 0x81ED)));
            var update = functions.CallAsync("PUT", $"/{name}/code", $$"""{"ZipFile":"{{zip}}"}""");
            answers = await Task.WhenAll([update, .. Enumerable.Range(0, 20).Select(_ => functions.CallAsync("PUT", $"/{name}/configuration", """{"Timeout":5}"""))]);
        }

        var refused = answers.First(a => a.Status == 409);
        Assert.Equal("ResourceConflictException", refused.Headers["x-amzn-ErrorType"]);
        Assert.Equal($"The operation cannot be performed at this time. An update is in progress for resource: {Functions.Arn(name)}", $"{Json(refused)["message"]}");
    }

    [Fact]
    [Parity("lambda:DeleteFunction", Evidence.Recorded, "lambda_/test_lambda_api: test_function_lifecycle, test_ops_on_nonexisting_fn")]
    public async Task A_deleted_function_is_gone()
    {
        var name = await functions.CreateAsync("echo");

        var deleted = await functions.CallAsync("DELETE", $"/{name}");
        var again = await functions.CallAsync("DELETE", $"/{name}");
        var read = await functions.CallAsync("GET", $"/{name}");

        Assert.Equal((204, 404, 404), (deleted.Status, again.Status, read.Status));
        Assert.Equal($$"""{"Message":"Function not found: {{Functions.Arn(name)}}","Type":"User"}""", Ordered(read));
    }

    /// <summary>Why, how the function is named.</summary>
    [Theory]
    [InlineData("name", "named")]
    [InlineData("ARN", "arn:aws:lambda:us-east-1:000000000000:function:named")]
    [InlineData("partial ARN", "000000000000:function:named")]
    [InlineData("with its version", "named:$LATEST")]
    [Parity("lambda:GetFunction", Evidence.Recorded, "lambda_/test_lambda_api: test_function_name_and_qualifier_validation")]
    public async Task A_function_is_found_by_name_and_by_ARN(string why, string name)
    {
        await functions.CallAsync("POST", "", functions.Request("named", "echo"));

        var answer = await functions.CallAsync("GET", "/" + Uri.EscapeDataString(name));

        Assert.Equal((why, 200), (why, answer.Status));
    }

    [Fact]
    [Parity("lambda:TagResource", Evidence.Recorded, "lambda_/test_lambda_api: TestLambdaTags")]
    [Parity("lambda:UntagResource", Evidence.Recorded, "lambda_/test_lambda_api: TestLambdaTags")]
    [Parity("lambda:ListTags", Evidence.Recorded, "lambda_/test_lambda_api: TestLambdaTags")]
    public async Task Tags_come_and_go()
    {
        var arn = Functions.Arn(await functions.CreateAsync("echo", ",\"Tags\":{\"a\":\"1\"}"));

        await functions.TagsAsync("POST", arn, body: """{"Tags":{"b":"2","c":"3"}}""");
        await functions.TagsAsync("DELETE", arn, "?tagKeys=a&tagKeys=c");
        var tags = await functions.TagsAsync("GET", arn);
        var version = await functions.TagsAsync("GET", arn + ":$LATEST");

        Assert.Equal("""{"Tags":{"b":"2"}}""", tags.Body);
        Assert.Contains("Tags on function aliases and versions are not supported. Please specify a function ARN.", version.Body, StringComparison.Ordinal);
    }

    /// <summary>What is tagged, the message.</summary>
    [Theory]
    [InlineData("not-an-arn", "Value 'not-an-arn' at 'resource' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*):lambda:")]
    [InlineData("arn:aws:s3:::bucket", "Value 'arn:aws:s3:::bucket' at 'resource' failed to satisfy constraint: ")]
    [InlineData("arn:aws:lambda:us-east-1:000000000000:event-source-mapping:0a1b2c3d-0000-0000-0000-000000000000", "Tagging of event-source-mappings is not supported here.")]
    [InlineData("arn:aws:lambda:us-east-1:000000000000:code-signing-config:csc-0123456789abcdef0", "Tagging of code-signing-configs is not supported here.")]
    [Parity("lambda:TagResource", Evidence.Documented, "the service model, lambda/2015-03-31: TaggableResource")]
    [Parity("lambda:ListTags", Evidence.Documented, "the service model, lambda/2015-03-31: TaggableResource")]
    public async Task What_has_no_tags_here_is_not_taken_for_a_function(string resource, string message)
    {
        var tagged = await functions.TagsAsync("POST", resource, body: """{"Tags":{"a":"1"}}""");
        var listed = await functions.TagsAsync("GET", resource);

        Assert.Equal((400, 400), (tagged.Status, listed.Status));
        Assert.Contains(message, $"{Json(tagged)["message"]}", StringComparison.Ordinal);
        Assert.Contains(message, $"{Json(listed)["message"]}", StringComparison.Ordinal);
    }

    [Fact]
    [Parity("lambda:TagResource", Evidence.Recorded, "lambda_/test_lambda_api: TestLambdaTags::test_tag_exceptions, test_tag_limits")]
    public async Task A_function_has_fifty_tags_at_most()
    {
        var arn = Functions.Arn(await functions.CreateAsync("echo"));

        var none = await functions.TagsAsync("POST", arn, body: """{"Tags":{}}""");
        var tooMany = await functions.TagsAsync("POST", arn, body: $$"""{"Tags":{{Tags(51)}}}""");
        var fifty = await functions.TagsAsync("POST", arn, body: $$"""{"Tags":{{Tags(50)}}}""");
        var oneMore = await functions.TagsAsync("POST", arn, body: """{"Tags":{"one":"more"}}""");
        var changed = await functions.TagsAsync("POST", arn, body: """{"Tags":{"key1":"changed"}}""");

        Assert.Equal((400, "An error occurred and the request cannot be processed."), (none.Status, $"{Json(none)["message"]}"));
        Assert.Equal((400, "Number of tags exceeds resource tag limit."), (tooMany.Status, $"{Json(tooMany)["message"]}"));
        Assert.Equal((400, "Number of tags exceeds resource tag limit."), (oneMore.Status, $"{Json(oneMore)["message"]}"));
        Assert.Equal((204, 204), (fifty.Status, changed.Status));
    }

    /// <summary>Why, a tag's key and value, the status, the text.</summary>
    public static TheoryData<string, string, string, int, string> OddTags => new()
    {
        { "the longest key", new string('k', 128), "v", 204, "" },
        { "the longest value", "k", new string('v', 256), 204, "" },
        { "no value", "k", "", 204, "" },
        {
            "a longer key", new string('k', 129), "v", 400,
            $"Value '{{{new string('k', 129)}=v}}' at 'tags' failed to satisfy constraint: Map keys must satisfy constraint: "
                + "[Member must have length less than or equal to 128, Member must have length greater than or equal to 1]"
        },
        { "no key", "", "v", 400, "Value '{=v}' at 'tags' failed to satisfy constraint: Map keys must satisfy constraint: " },
        {
            "a longer value", "k", new string('v', 257), 400,
            $"Value '{{k={new string('v', 257)}}}' at 'tags' failed to satisfy constraint: Map value must satisfy constraint: "
                + "[Member must have length less than or equal to 256, Member must have length greater than or equal to 0]"
        },
        { "a reserved key", "aws:mine", "v", 400, "aws: prefixed tag key names are not allowed for external use." },
        { "a reserved key in capitals", "AWS:mine", "v", 400, "aws: prefixed tag key names are not allowed for external use." },
    };

    [Theory]
    [MemberData(nameof(OddTags))]
    [Parity("lambda:TagResource", Evidence.Unverified, "https://docs.aws.amazon.com/lambda/latest/dg/configuration-tags.html has the limits, other services the words")]
    public async Task A_tag_keeps_to_the_limits(string why, string key, string value, int status, string text)
    {
        var name = await functions.CreateAsync("echo");
        var tags = new JsonObject { [key] = value }.ToJsonString();

        var tagged = await functions.TagsAsync("POST", Functions.Arn(name), body: $$"""{"Tags":{{tags}}}""");
        var created = await functions.CallAsync("POST", "", functions.Request(name + "-too", "echo", $",\"Tags\":{tags}"));

        Assert.Equal((why, status, status == 204), (why, tagged.Status, created.Status == 201));
        Assert.Contains(text, tagged.Body.Length == 0 ? "" : $"{Json(tagged)["message"] ?? Json(tagged)["Message"]}", StringComparison.Ordinal);
        Assert.Contains(text, $"{Json(created)["message"] ?? Json(created)["Message"]}", StringComparison.Ordinal);
    }

    [Fact]
    [Parity("lambda:UntagResource", Evidence.Unverified, "https://docs.aws.amazon.com/lambda/latest/dg/configuration-tags.html: nobody deletes a reserved tag; the words are other services'")]
    public async Task Nobody_takes_a_reserved_tag_away()
    {
        var arn = Functions.Arn(await functions.CreateAsync("echo"));

        var answer = await functions.TagsAsync("DELETE", arn, "?tagKeys=aws:cloudformation:stack-name");

        Assert.Equal((400, "aws: prefixed tag key names are not allowed for external use."), (answer.Status, $"{Json(answer)["message"]}"));
    }

    private static string Tags(int count) => $"{{{string.Join(',', Enumerable.Range(1, count).Select(i => $"\"key{i}\":\"v\""))}}}";

    private Task<HttpAnswer> SetAsync(string name, string value) =>
        functions.CallAsync("PUT", $"/{name}/configuration", new JsonObject { ["Environment"] = new JsonObject { ["Variables"] = new JsonObject { ["K1"] = value } } }.ToJsonString());

    private static JsonNode Json(HttpAnswer answer) => JsonNode.Parse(answer.Body) ?? throw new InvalidOperationException("The answer is null.");

    /// <summary>The error's members with its text first, whatever AWS's order.</summary>
    private static string Ordered(HttpAnswer answer)
    {
        var members = Json(answer).AsObject().OrderByDescending(m => m.Key.Equals("message", StringComparison.OrdinalIgnoreCase));
        return new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone()))).ToJsonString();
    }
}
