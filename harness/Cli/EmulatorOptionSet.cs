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

    public EmulatorOptionSet()
    {
        _port.MustBe("a number from 0 to 65535", text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535);
        _host.MustBe("localhost or an IP address", text => text == "localhost" || IPAddress.TryParse(text, out _));
        _region.MustBe("a region's name such as us-east-1", text => text.Length is > 0 and <= 32 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'));
        _account.MustBe("twelve digits", text => text.Length == 12 && text.All(char.IsAsciiDigit));
        _iam.MustBe("enforce or off", text => text is "enforce" or "off");
    }

    private Option[] All => [_port, _host, _region, _account, _iam, _allowHost, _data];

    public void AddTo(Command command)
    {
        foreach (var option in All) command.Add(option);
    }

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
