using System.Net;
using System.Net.Sockets;

namespace TaskTracker.Cli.Tests;

/// <summary>What is typed wrongly is told in one message with the way out, and the exit code says which kind of wrong.</summary>
public sealed class UsageTests
{
    /// <summary>Why, what is typed, what the message says.</summary>
    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "no verb", "", "Name a command" },
        { "unknown verb", "fly", "There is no command 'fly'. There are up, emulator, " },
        { "unknown option", "emulator --prt 1", "has no option --prt. It has --port, " },
        { "word too many", "emulator now", "does not take 'now'" },
        { "option without its value", "emulator --port", "--port" },
        { "port that is no number", "emulator --port http", "--port is a number from 0 to 65535, not 'http'." },
        { "port too high", "emulator --port 65536", "--port is a number from 0 to 65535, not '65536'." },
        { "host name to listen on", "emulator --host example.com", "--host is localhost or an IP address, not 'example.com'." },
        { "account too short", "emulator --account 42", "--account is twelve digits, not '42'." },
        { "region in capitals", "emulator --region EU", "--region is a region's name such as us-east-1, not 'EU'." },
        { "unknown mode", "emulator --iam maybe", "--iam is enforce or off, not 'maybe'." },
        { "processor that Lambda has not", "package --arch sparc", "--arch is x64 or arm64, not 'sparc'." },
        { "unknown target", "deploy --target mars", "--target is one of embedded, localstack, aws, not 'mars'." },
        { "stack's name with a space", "deploy --stack a_b", "--stack is a name of letters, digits and hyphens" },
        { "prefix in capitals", "deploy --name-prefix Alice-", "--name-prefix is at most 16 lower-case letters" },
        { "protection that is neither", "deploy --protect-table maybe", "--protect-table is on or off, not 'maybe'." },
        { "nobody to ask before AWS is changed", "deploy --target aws", "asks before it changes anything, and there is no terminal to ask at." },
        { "nobody to ask before AWS is emptied", "destroy --target aws", "Add --yes to agree beforehand." },
        { "AWS is not started here", "up --target aws", "--target is one of embedded, localstack, which can be started here, not 'aws'." },
        { "image for a target without containers", "up --image x", "--image means nothing for the target 'embedded'." },
        { "emulator's option for a container", "up --target localstack --iam off", "--iam means nothing for the target 'localstack'." },
        { "DynamoDB that is neither", "emulator --dynamodb mine", "--dynamodb is dynamodb-local or a URL such as http://localhost:8000, not 'mine'." },
        { "state that would be kept in part", "emulator --data d --dynamodb http://localhost:1", "--data keeps no tables that live elsewhere" },
        { "test tool that is not there", "debug --tool nowhere", "--tool is the path of a program that is there, not 'nowhere'." },
        { "endpoint that is no URL", "status --endpoint here", "--endpoint is a URL such as http://localhost:4566, not 'here'." },
        { "event that is not there", "invoke GetTasks --event none.json --endpoint http://localhost:1", "There is no file none.json." },
        { "event that is no JSON", "invoke GetTasks --event functions/template.yaml --endpoint http://localhost:1", "The event in functions/template.yaml is not JSON (line 1, byte 1)." },
        { "function without a name", "invoke", "'tasktracker invoke' needs <name>. The function, such as GetTasks." },
        { "verb without the one below it", "iam", "'tasktracker iam' needs a command: check, " },
        { "verb below a verb without its name", "snapshot save", "See tasktracker snapshot save --help" },
        { "unknown option of a verb below a verb", "load run --now", "'tasktracker load run' has no option --now." },
        { "action without its service", "iam explain --principal GetTask --action PutItem", "--action is SERVICE:OPERATION, such as dynamodb:PutItem, not 'PutItem'." },
        { "unknown option where an id could be", "iam explain --xml", "'tasktracker iam explain' has no option --xml." },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_is_told_with_the_way_out(string why, string typed, string message)
    {
        using var folder = Folder.Checkout();

        var result = await CliProcess.RunAsync(folder.Path, typed.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((why, 2), (why, result.ExitCode));
        Assert.Contains(message, result.Remarks, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Remarks, StringComparison.Ordinal);
    }

    /// <summary>What is typed, and how its help lists a verb with an argument.</summary>
    [Theory]
    [InlineData("--help", "  invoke <name> ")]
    [InlineData("--help", "  requests [<id>] ")]
    [InlineData("--help", "  dashboard [<name>]  Opens ")]
    [InlineData("iam --help", "  explain [<request-id>]  Shows ")]
    [InlineData("requests --help", "  tasktracker requests [<id>] [options]")]
    [InlineData("invoke --help", "  <name>  The function")]
    public async Task The_help_shows_which_arguments_may_be_left_out(string typed, string listed)
    {
        using var folder = Folder.Checkout();

        var result = await CliProcess.RunAsync(folder.Path, typed.Split(' '));

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(listed, result.Results, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_a_checkout_there_is_nothing_to_deploy()
    {
        using var folder = new Folder();

        var result = await CliProcess.RunAsync(folder.Path, "deploy");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("not inside a TaskTracker checkout", result.Remarks, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("deploy")]
    [InlineData("destroy")]
    [InlineData("status")]
    [InlineData("invoke GetTasks")]
    [InlineData("logs GetTasks")]
    public async Task An_endpoint_where_nobody_listens_is_unreachable(string verb)
    {
        using var folder = Folder.Checkout();

        var result = await CliProcess.RunAsync(folder.Path, [.. verb.Split(' '), "--endpoint", "http://localhost:1"]);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("http://localhost:1 does not answer as AWS does: Connection refused.", result.Remarks, StringComparison.Ordinal);
        Assert.Contains("tasktracker up", result.Remarks, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("destroy")]
    [InlineData("status")]
    [InlineData("invoke GetTasks")]
    [InlineData("logs GetTasks")]
    public async Task Without_a_recorded_deployment_the_way_to_make_one_is_told(string verb)
    {
        using var folder = Folder.Checkout();

        var result = await CliProcess.RunAsync(folder.Path, verb.Split(' '));

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("Nothing is recorded as deployed to 'embedded'.", result.Remarks, StringComparison.Ordinal);
        Assert.Contains("Run 'tasktracker up'", result.Remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_stack_than_the_recorded_one_is_told_with_where_that_is()
    {
        using var folder = CheckoutWithRecord("http://localhost:1");

        var result = await CliProcess.RunAsync(folder.Path, "status", "--stack", "mine");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("What is recorded as deployed to 'embedded' is the stack 'tasktracker' in us-east-1.", result.Remarks, StringComparison.Ordinal);
        Assert.Contains("--endpoint http://localhost:1 ", result.Remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Snapshots_are_those_of_the_emulator_that_runs_the_recorded_stack()
    {
        await using var inMemory = new AnsweringServer(HttpStatusCode.Conflict, """{"message":"There are no snapshots here."}""");
        using var folder = CheckoutWithRecord($"{inMemory.Endpoint}");

        var result = await CliProcess.RunAsync(folder.Path, "snapshot", "list");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("tasktracker: There are no snapshots here.", result.Remarks.Trim());
    }

    [Theory]
    [InlineData("emulator")]
    [InlineData("up")]
    public async Task A_port_in_use_is_told_with_who_uses_it(string verb)
    {
        using var folder = Folder.Checkout();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var result = await CliProcess.RunAsync(folder.Path, verb, "--port", $"{port}");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"Port {port} is in use by ", result.Remarks, StringComparison.Ordinal);
        Assert.Contains($"(process {Environment.ProcessId}).", result.Remarks, StringComparison.Ordinal);
        Assert.Contains("--port 0", result.Remarks, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, "Only this project's emulator records them", "requests")]
    [InlineData(3, "Only this project's emulator records them", "requests", "some-id")]
    [InlineData(3, "Only this project's emulator takes them", "snapshot", "save", "mine")]
    [InlineData(3, "Only this project's emulator takes them", "snapshot", "list")]
    public async Task A_server_that_is_no_emulator_is_told_as_that(int exitCode, string remark, params string[] arguments)
    {
        using var folder = Folder.Checkout();
        await using var site = new AnsweringServer(HttpStatusCode.OK, "<!doctype html><title>A shop</title>");

        var result = await CliProcess.RunAsync(folder.Path, [.. arguments, "--endpoint", $"{site.Endpoint}"]);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(remark, result.Remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_in_the_place_of_a_template_is_told_by_its_name()
    {
        using var folder = Folder.Checkout();

        var result = await CliProcess.RunAsync(folder.Path, "iam", "lint", folder.Path);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(folder.Path, result.Remarks, StringComparison.Ordinal);
        Assert.DoesNotContain("Please report this", result.Remarks, StringComparison.Ordinal);
    }

    private static Folder CheckoutWithRecord(string endpoint)
    {
        var folder = Folder.Checkout();
        folder.Write(".tasktracker/embedded.json", $$"""
            {"schema":1,"target":"embedded","endpoint":"{{endpoint}}","region":"us-east-1","account":"000000000000","stack":"tasktracker","apiFlavour":"http",
             "apiUrl":"{{endpoint}}/a","siteUrl":"{{endpoint}}/s","table":"Tasks","functions":{},"roles":{},"packageSha256":"0","deployedAt":"2026-01-01T00:00:00Z"}
            """);
        return folder;
    }
}
