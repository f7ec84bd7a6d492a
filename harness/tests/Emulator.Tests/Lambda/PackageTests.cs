using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.Lambda;

public sealed class PackageTests(Functions functions) : IClassFixture<Functions>
{
    private const int RegularFile = 0x81ED;
    private const int Link = 0xA1FF;

    /// <summary>Why, the package in base64, the message.</summary>
    public static TheoryData<string, string, string> BadPackages => new()
    {
        { "empty", "", "Uploaded file must be a non-empty zip" },
        { "an archive of nothing", Convert.ToBase64String(FunctionPackage.Zip()), "Uploaded file must be a non-empty zip" },
        { "no archive", Convert.ToBase64String("this is no zip"u8), "Could not unzip uploaded file. Please check your file, then try to upload again." },
        { "cut off", Convert.ToBase64String(FunctionPackage.Zip(("bootstrap", new byte[5000], RegularFile))[..80]), "Could not unzip uploaded file. Please check your file, then try to upload again." },
        { "path that leads out", Of("../bootstrap", RegularFile), "Could not unzip uploaded file: ../bootstrap: its path leads out of the package." },
        { "path that leads out from within", Of("a/../../b", RegularFile), "Could not unzip uploaded file: a/../../b: its path leads out of the package." },
        { "absolute path", Of("/etc/passwd", RegularFile), "Could not unzip uploaded file: /etc/passwd: its path leads out of the package." },
        { "backslashes", Of("..\\bootstrap", RegularFile), "Could not unzip uploaded file: ..\\bootstrap: its path leads out of the package." },
        { "damaged content", Damaged(), "Could not unzip uploaded file. Please check your file, then try to upload again." },
        { "symbolic link", Of("bootstrap", Link), "Could not unzip uploaded file: bootstrap: it is neither a file nor a folder." },
    };

    [Theory]
    [MemberData(nameof(BadPackages))]
    [Parity("lambda:CreateFunction", Evidence.Recorded, "lambda_/test_lambda_api: test_create_lambda_exceptions for archives that cannot be read; members that lead out are refused here")]
    public async Task A_package_that_cannot_be_unpacked_is_refused(string why, string zip, string message)
    {
        var answer = await CreateAsync("bad", $$"""{"ZipFile":"{{zip}}"}""");

        Assert.Equal((why, 400, message), (why, answer.Status, $"{JsonNode.Parse(answer.Body)?["message"]}"));
    }

    [Fact]
    [Parity("lambda:CreateFunction", Evidence.Documented, "https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-deployment.html")]
    public async Task Code_that_is_not_in_the_bucket_is_refused_in_the_words_of_S3()
    {
        var answer = await CreateAsync("absent", """{"S3Bucket":"no-such-bucket","S3Key":"code.zip"}""");

        Assert.Equal(400, answer.Status);
        Assert.Contains("Error occurred while GetObject. S3 Error Code: NoSuchBucket.", answer.Body, StringComparison.Ordinal);
    }

    /// <summary>Why, the program, its mode, what the function fails with.</summary>
    [Theory]
    [InlineData("no bootstrap", "other", 0x81ED, "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]")]
    [InlineData("not executable", "bootstrap", 0x81A4, "fork/exec /var/task/bootstrap: permission denied")]
    [InlineData("no interpreter", "bootstrap", 0x81ED, "fork/exec /var/task/bootstrap: no such file or directory")]
    [InlineData("no program", "bootstrap", 0x81ED, "fork/exec /var/task/bootstrap: exec format error")]
    [InlineData("a program of another architecture", "bootstrap", 0x81ED, "fork/exec /var/task/bootstrap: exec format error")]
    [Parity("lambda:Invoke", Evidence.Documented, "https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html")]
    public async Task A_package_without_a_program_fails_when_it_is_invoked(string why, string file, int mode, string message)
    {
        var content = why switch
        {
            "a program of another architecture" => ForeignProgram(),
            "no interpreter" => "#!/no/such/interpreter\n"u8.ToArray(),
            _ => "not a program"u8.ToArray(),
        };
        var zip = Convert.ToBase64String(FunctionPackage.Zip((file, content, mode)));
        var name = "broken-" + why.Replace(' ', '-');
        await CreateAsync(name, $$"""{"ZipFile":"{{zip}}"}""");

        var invoked = await functions.InvokeAsync(name);

        Assert.Equal((why, "Unhandled", "Runtime.InvalidEntrypoint"), (why, invoked.FunctionError, invoked["errorType"]));
        Assert.Equal($"RequestId: {invoked.RequestId} Error: {message}", invoked["errorMessage"]);
    }

    /// <summary>A package one byte of whose content is not what its checksum says.</summary>
    private static string Damaged()
    {
        var zip = FunctionPackage.Zip(("bootstrap", "echo what it says"u8.ToArray(), RegularFile));
        zip["PK..".Length + 26 + "bootstrap".Length + 3] ^= 1;
        return Convert.ToBase64String(zip);
    }

    /// <summary>The head of a program of a processor that nobody has any more, the MIPS, in the format of this system.</summary>
    private static byte[] ForeignProgram()
    {
        var head = new byte[120];
        byte[] known = [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 8, 0, 1];
        known.CopyTo(head, 0);
        (head[32], head[52], head[54], head[56]) = (64, 64, 56, 1);
        return head;
    }

    private static string Of(string path, int mode) => Convert.ToBase64String(FunctionPackage.Zip((path, "content"u8.ToArray(), mode)));

    private Task<HttpAnswer> CreateAsync(string name, string code) => functions.CallAsync(
        "POST", "", $$"""{"FunctionName":"{{name}}","Runtime":"provided.al2023","Handler":"x","Role":"{{Functions.Role}}","Code":{{code}}}""");
}
