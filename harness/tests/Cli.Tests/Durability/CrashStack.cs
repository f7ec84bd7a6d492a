using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace TaskTracker.Cli.Tests.Durability;

/// <summary>A stack that is updated all the time: its update is under way when the emulator is killed, as often as not.</summary>
internal sealed class CrashStack
{
    private const string Name = "crash";

    /// <summary>So many that an update differs from the last one that came through, whichever that was.</summary>
    private static readonly int[] Days = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731];

    private int _turn;

    /// <summary>Kills that came in the middle of an update.</summary>
    public int Interrupted { get; private set; }

    /// <summary>Updates that were complete.</summary>
    public int Complete { get; private set; }

    public async Task UpdateAsync(CrashClient client, Func<bool> goes)
    {
        while (goes())
        {
            var action = await StatusAsync(client) is null ? "CreateStack" : "UpdateStack";
            if (!goes()) return;
            var begun = await client.StackAsync(action, ("StackName", Name), ("TemplateBody", Template(++_turn)));
            if (!begun.IsAcknowledged) return;
            string? status;
            while ((status = await StatusAsync(client)) is not null && IsUnderWay(status))
            {
                if (!goes()) return;
            }

            if (status is null) return;
            Complete++;
        }
    }

    /// <summary>What is wrong with the stack after a start; <c>null</c> when nothing is: no update goes on for ever, the next one can be made, and nothing is there that no stack knows.</summary>
    public async Task<string?> JudgeAsync(CrashClient client) => await StandsAsync(client) ?? await OrphansAsync(client);

    private async Task<string?> StandsAsync(CrashClient client)
    {
        var status = await StatusAsync(client);
        if (status is null) return null;
        if (IsUnderWay(status)) return $"the stack is {status} and nobody is at work on it";
        if (!status.EndsWith("_FAILED", StringComparison.Ordinal)) return null;
        Interrupted++;
        if (status == "UPDATE_FAILED") return await SettledAsync(client, "UpdateStack", "UPDATE_COMPLETE");
        await client.StackAsync("DeleteStack", ("StackName", Name));
        string? left;
        while ((left = await StatusAsync(client)) is not null && IsUnderWay(left))
        {
        }

        return left is null or "DELETE_COMPLETE" ? null : $"the stack was {status} and is {left} after its deletion";
    }

    private static async Task<string?> OrphansAsync(CrashClient client)
    {
        var described = await client.StackAsync("DescribeStackResources", ("StackName", Name));
        var known = described.IsAcknowledged
            ? XDocument.Parse(described.Body).Descendants().Where(e => e.Name.LocalName == "PhysicalResourceId").Select(e => e.Value).ToHashSet()
            : [];
        var orphans = (await client.LogGroupsAsync(Name + "-")).Where(group => !known.Contains(group)).ToList();
        return orphans.Count == 0 ? null : $"no stack knows {string.Join(", ", orphans)}";
    }

    private static bool IsUnderWay(string status) => status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal);

    private async Task<string?> SettledAsync(CrashClient client, string action, string expected)
    {
        await client.StackAsync(action, ("StackName", Name), ("TemplateBody", Template(++_turn)));
        string? status;
        while ((status = await StatusAsync(client)) is not null && IsUnderWay(status))
        {
        }

        return status == expected ? null : $"the stack is {status} after an update that followed one cut short";
    }

    /// <returns><c>null</c> where there is no such stack or nobody answers.</returns>
    private static async Task<string?> StatusAsync(CrashClient client)
    {
        var answer = await client.StackAsync("DescribeStacks", ("StackName", Name));
        return answer.IsAcknowledged ? XDocument.Parse(answer.Body).Descendants().FirstOrDefault(e => e.Name.LocalName == "StackStatus")?.Value : null;
    }

    /// <summary>Twelve log groups with names of the stack's own making, one after another, that keep their lines for another time with each update.</summary>
    private static string Template(int turn) => new JsonObject
    {
        ["Resources"] = new JsonObject(Enumerable.Range(0, 12).Select(n => KeyValuePair.Create<string, JsonNode?>($"Group{n}", LogGroup(n, turn)))),
    }.ToJsonString();

    private static JsonObject LogGroup(int number, int turn)
    {
        var group = new JsonObject
        {
            ["Type"] = "AWS::Logs::LogGroup",
            ["Properties"] = new JsonObject { ["RetentionInDays"] = Days[turn % Days.Length] },
        };
        if (number > 0) group["DependsOn"] = $"Group{number - 1}";
        return group;
    }
}
