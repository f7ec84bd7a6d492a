using System.CommandLine;
using System.Globalization;
using System.Net;
using TaskTracker.Emulation;

namespace TaskTracker.Cli;

/// <summary>The options of every command that serves the emulator.</summary>
internal sealed class EmulatorOptionSet
{
    private static readonly EmulatorOptions Defaults = new();

    private readonly Option<int> _port = new("--port") { Description = "Port to listen on; 0 for a free one.", DefaultValueFactory = _ => Defaults.Port };

    private readonly Option<string> _host = new("--host")
    {
        Description = "Address to listen on: localhost (both loopbacks) or an IP address.",
        DefaultValueFactory = _ => Defaults.Host,
    };

    private readonly Option<string> _region = new("--region") { Description = "The region that is served.", DefaultValueFactory = _ => Defaults.Region };

    private readonly Option<string> _account = new("--account") { Description = "The account's number, twelve digits.", DefaultValueFactory = _ => Defaults.Account };

    private readonly Option<string> _iam = new("--iam")
    {
        HelpName = "enforce|off",
        Description = "enforce verifies every signature; off accepts any caller.",
        DefaultValueFactory = _ => "enforce",
    };

    private readonly Option<string[]> _allowHost = new("--allow-host")
    {
        Description = "Another host name to answer for; may be repeated.",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> _data = new("--data")
    {
        HelpName = "DIR",
        Description = "Keep all state in this folder, on the disk before it is acknowledged. Without it everything is gone at the end.",
    };

    private readonly Option<string?> _dynamoDb = new("--dynamodb")
    {
        HelpName = $"{TableServer.InContainer}|URL",
        Description = $"Where tables live: {TableServer.InContainer} for DynamoDB Local in a container, or the URL of a DynamoDB that runs. Without it, in the emulator.",
    };

    public EmulatorOptionSet()
    {
        _dynamoDb.MustBe($"{TableServer.InContainer} or a URL such as http://localhost:8000", TableServer.CanBe);
        _port.MustBe("a number from 0 to 65535", text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535);
        _host.MustBe("localhost or an IP address", text => text == "localhost" || IPAddress.TryParse(text, out _));
        _region.MustBe("a region's name such as us-east-1", text => text.Length is > 0 and <= 32 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'));
        _account.MustBe("twelve digits", text => text.Length == 12 && text.All(char.IsAsciiDigit));
        _iam.MustBe("enforce or off", text => text is "enforce" or "off");
    }

    private Option[] All => [_port, _host, _region, _account, _iam, _allowHost, _data, _dynamoDb];

    public void AddTo(Command command)
    {
        foreach (var option in All) command.Add(option);
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(_data) is not null && parsed.GetValue(_dynamoDb) is not null) parsed.AddError("--data keeps no tables that live elsewhere: leave out either --data or --dynamodb.");
        });
    }

    /// <returns><c>null</c> for in the emulator.</returns>
    public string? DynamoDbOf(ParseResult parsed) => parsed.GetValue(_dynamoDb);

    /// <summary>Names of those that were typed.</summary>
    public string[] GivenIn(ParseResult parsed) => [.. All.Where(o => parsed.GetResult(o) is { Implicit: false }).Select(o => o.Name)];

    public EmulatorOptions Read(ParseResult parsed) => new(parsed.GetRequiredValue(_host), parsed.GetRequiredValue(_port))
    {
        Region = parsed.GetRequiredValue(_region),
        Account = parsed.GetRequiredValue(_account),
        Iam = parsed.GetRequiredValue(_iam) == "off" ? IamMode.Off : IamMode.Enforce,
        AllowedHosts = parsed.GetRequiredValue(_allowHost),
        DataDirectory = parsed.GetValue(_data),
    };
}
