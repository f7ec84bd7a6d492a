using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.DynamoDb;

/// <summary>Plays the scripts under <c>wire/DynamoDb</c>: what is sent, and the answer to the letter.</summary>
public sealed class ItemRuleTests(EmulatorFixture emulator) : DynamoDbTests(emulator), IClassFixture<EmulatorFixture>
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "wire", "DynamoDb");

    public static TheoryData<string> Scripts => [.. Directory.EnumerateFiles(Folder, "*.txt").Select(p => Path.GetFileNameWithoutExtension(p)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Scripts))]
    [Parity("dynamodb:PutItem", Evidence.Recorded, "captures of https://github.com/paritysuite/dynamodb-conformance (2026-06 to 2026-10)")]
    [Parity("dynamodb:UpdateItem", Evidence.Recorded, "captures of https://github.com/paritysuite/dynamodb-conformance (2026-06 to 2026-10)")]
    [Parity("dynamodb:DeleteItem", Evidence.Recorded, "captures of https://github.com/paritysuite/dynamodb-conformance (2026-06 to 2026-10)")]
    [Parity("dynamodb:GetItem", Evidence.Recorded, "captures of https://github.com/paritysuite/dynamodb-conformance (2026-06 to 2026-10)")]
    [Parity("dynamodb:Scan", Evidence.Recorded, "captures of https://github.com/paritysuite/dynamodb-conformance (2026-06 to 2026-10)")]
    [Parity("dynamodb:Query", Evidence.Recorded, "tests/tier3 of https://github.com/nubo-db/dynamodb-conformance (2026-06 to 2026-08), and dynalite's authors")]
    [Parity("dynamodb:BatchGetItem", Evidence.Recorded, "tests/tier3 of https://github.com/nubo-db/dynamodb-conformance (2026-06 to 2026-08)")]
    [Parity("dynamodb:BatchWriteItem", Evidence.Recorded, "tests/tier3 of https://github.com/nubo-db/dynamodb-conformance (2026-06 to 2026-08)")]
    [Parity("dynamodb:TransactWriteItems", Evidence.Recorded, "tests/tier3 of https://github.com/nubo-db/dynamodb-conformance (2026-06 to 2026-08)")]
    [Parity("dynamodb:TransactGetItems", Evidence.Recorded, "tests/tier3 of https://github.com/nubo-db/dynamodb-conformance (2026-06 to 2026-08)")]
    [Parity("dynamodb:DescribeLimits", Evidence.Documented, "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html")]
    [Parity("dynamodb:DescribeEndpoints", Evidence.Deviates, "AWS names its regional host; this the host that the client is at, so that nobody is led away")]
    [Parity("dynamodb:DescribeContinuousBackups", Evidence.Recorded, "dynamodb/test_continuous_backup_update")]
    [Parity("dynamodb:UpdateContinuousBackups", Evidence.Recorded, "dynamodb/test_continuous_backup_update")]
    public async Task A_script_is_answered_as_written(string script)
    {
        var one = await CreateTableAsync();
        var two = await CreateTableAsync("S", "N");
        var differences = new StringBuilder();

        foreach (var step in await StepsAsync(script))
        {
            var answer = await CallAsync(step.Operation, step.Sent.Replace("$ONE", one, StringComparison.Ordinal).Replace("$TWO", two, StringComparison.Ordinal));
            var body = answer.Body.Replace(one, "$ONE", StringComparison.Ordinal).Replace(two, "$TWO", StringComparison.Ordinal);
            if (!IsSame(step.Answer, $"{answer.Status} {body}")) differences.AppendLine($"{step.Why}\n  expected {step.Answer}\n  answered {answer.Status} {body}");
        }

        Assert.True(differences.Length == 0, differences.ToString());
    }

    /// <param name="Answer">Status and body.</param>
    private sealed record Step(string Why, string Operation, string Sent, string Answer);

    private static async Task<IReadOnlyList<Step>> StepsAsync(string script)
    {
        var lines = (await File.ReadAllLinesAsync(Path.Combine(Folder, script + ".txt"), Cancellation)).Where(l => l.Length > 0).ToList();
        var steps = new List<Step>();
        for (var i = 0; i < lines.Count; i += 3)
        {
            var call = lines[i + 1].Split(' ', 2);
            steps.Add(new Step(lines[i], call[0], Expand(call[1]), Expand(lines[i + 2])));
        }

        return steps;
    }

    /// <summary><c>$x(30)</c> stands for 30 letters, and an answer of <c>*</c> for any body.</summary>
    private static string Expand(string text)
    {
        for (var at = text.IndexOf("$x(", StringComparison.Ordinal); at >= 0; at = text.IndexOf("$x(", StringComparison.Ordinal))
        {
            var close = text.IndexOf(')', at);
            var count = int.Parse(text.AsSpan(at + 3, close - at - 3), System.Globalization.CultureInfo.InvariantCulture);
            text = text[..at] + new string('x', count) + text[(close + 1)..];
        }

        return text;
    }

    private static bool IsSame(string expected, string answered)
    {
        if (expected == answered || (expected.EndsWith(" *", StringComparison.Ordinal) && expected[..4] == answered[..4])) return true;
        if (expected[..4] != answered[..4]) return false;
        try
        {
            return JsonNode.DeepEquals(JsonNode.Parse(expected[4..]), JsonNode.Parse(answered[4..]));
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
