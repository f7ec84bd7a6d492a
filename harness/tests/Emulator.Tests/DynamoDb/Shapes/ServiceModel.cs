using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TaskTracker.Emulation.Tests.DynamoDb.Shapes;

/// <summary>A service as botocore's model describes it: what the SDKs are made from.</summary>
internal sealed class ServiceModel
{
    private readonly JsonElement _shapes;
    private readonly JsonElement _operations;

    private ServiceModel(JsonElement root) => (_shapes, _operations) = (root.GetProperty("shapes"), root.GetProperty("operations"));

    public IReadOnlyList<string> Operations => [.. _operations.EnumerateObject().Select(o => o.Name)];

    /// <param name="service">Such as <c>dynamodb/2012-08-10</c>.</param>
    /// <returns><c>null</c> where Python has no botocore.</returns>
    public static async Task<ServiceModel?> ReadAsync(string service, CancellationToken cancellation)
    {
        if (await FolderAsync(cancellation) is not { } folder) return null;
        var file = Path.Combine(folder, "data", service, "service-2.json.gz");
        if (!File.Exists(file)) return null;
        await using var packed = File.OpenRead(file);
        await using var plain = new GZipStream(packed, CompressionMode.Decompress);
        using var document = await JsonDocument.ParseAsync(plain, cancellationToken: cancellation);
        return new ServiceModel(document.RootElement.Clone());
    }

    /// <summary>What in an answer is not as the model says.</summary>
    public IEnumerable<string> Problems(string operation, JsonElement answer)
    {
        var described = _operations.GetProperty(operation);
        if (described.TryGetProperty("output", out var output)) return Walk(Name(output), answer, operation);
        return answer.EnumerateObject().Select(m => $"{operation} answers nothing, and here {m.Name}");
    }

    /// <summary>Values of a request's own members that its constraints rule out, each with why; <c>null</c> for leaving a required one out.</summary>
    public IEnumerable<(string Member, JsonNode? Value, string Why)> Violations(string operation)
    {
        var input = _shapes.GetProperty(Name(_operations.GetProperty(operation).GetProperty("input")));
        if (input.TryGetProperty("required", out var required))
        {
            foreach (var member in required.EnumerateArray()) yield return (member.GetString() ?? "", null, "left out");
        }

        foreach (var member in input.GetProperty("members").EnumerateObject())
        {
            foreach (var (value, why) in Violations(_shapes.GetProperty(Name(member.Value)))) yield return (member.Name, value, why);
        }
    }

    private static IEnumerable<(JsonNode Value, string Why)> Violations(JsonElement shape)
    {
        long? LimitOf(string name) => shape.TryGetProperty(name, out var limit) ? limit.GetInt64() : null;
        switch (shape.GetProperty("type").GetString())
        {
            case "string":
                if (LimitOf("min") > 0) yield return ("", "empty");
                if (LimitOf("max") is { } most) yield return (new string('x', (int)most + 1), "too long");
                if (shape.TryGetProperty("enum", out _)) yield return ("NONESUCH", "none of the values");
                if (shape.TryGetProperty("pattern", out var pattern) && OutsideOf(pattern.GetString() ?? "") is { } text) yield return (text, "against the pattern");
                break;
            case "integer" or "long":
                if (LimitOf("min") is { } least) yield return (least - 1, "too small");
                if (LimitOf("max") is { } greatest) yield return (greatest + 1, "too great");
                break;
            case "list":
                if (LimitOf("min") > 0) yield return (new JsonArray(), "no items");
                break;
        }
    }

    private static string? OutsideOf(string pattern) => ((string[])["a b", "a:*", "a$"]).FirstOrDefault(t => !Regex.IsMatch(t, $@"^(?:{pattern})\z"));

    private static async Task<string?> FolderAsync(CancellationToken cancellation)
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", ["-c", "import botocore; print(botocore.__path__[0])"]) { RedirectStandardOutput = true, RedirectStandardError = true });
            if (python is null) return null;
            var line = await python.StandardOutput.ReadLineAsync(cancellation);
            await python.WaitForExitAsync(cancellation);
            return python.ExitCode == 0 ? line : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private IEnumerable<string> Walk(string shapeName, JsonElement value, string path)
    {
        var shape = _shapes.GetProperty(shapeName);
        var type = shape.GetProperty("type").GetString() ?? "";
        return (type, value.ValueKind) switch
        {
            ("structure", JsonValueKind.Object) => WalkStructure(shape, value, path),
            ("map", JsonValueKind.Object) => value.EnumerateObject().SelectMany(m => Walk(Name(shape.GetProperty("value")), m.Value, $"{path}.{m.Name}")),
            ("list", JsonValueKind.Array) => value.EnumerateArray().SelectMany((e, i) => Walk(Name(shape.GetProperty("member")), e, $"{path}[{i}]")),
            ("string", JsonValueKind.String) => WalkText(shape, value.GetString() ?? "", path),
            ("blob", JsonValueKind.String) => value.TryGetBytesFromBase64(out _) ? [] : [$"{path} is no base64"],
            ("boolean", JsonValueKind.True or JsonValueKind.False) => [],
            ("integer" or "long", JsonValueKind.Number) => value.TryGetInt64(out _) ? [] : [$"{path} is no whole number: {value}"],
            ("double" or "float" or "timestamp", JsonValueKind.Number) => [],
            _ => [$"{path} should be a {type} and is {value.ValueKind}"],
        };
    }

    private IEnumerable<string> WalkStructure(JsonElement shape, JsonElement value, string path)
    {
        var members = shape.GetProperty("members");
        foreach (var member in value.EnumerateObject())
        {
            if (!members.TryGetProperty(member.Name, out var described))
            {
                yield return $"{path}.{member.Name} is not in the model";
                continue;
            }

            foreach (var problem in Walk(Name(described), member.Value, $"{path}.{member.Name}")) yield return problem;
        }

        if (!shape.TryGetProperty("required", out var required)) yield break;
        foreach (var name in required.EnumerateArray().Select(r => r.GetString() ?? "").Where(n => !value.TryGetProperty(n, out _))) yield return $"{path}.{name} is missing";
    }

    private static IEnumerable<string> WalkText(JsonElement shape, string text, string path)
    {
        if (shape.TryGetProperty("enum", out var all) && all.EnumerateArray().All(v => v.GetString() != text)) yield return $"{path} is {text}, which is none of {all}";
        if (shape.TryGetProperty("min", out var min) && text.Length < min.GetInt32()) yield return $"{path} is shorter than {min}: {text}";
        if (shape.TryGetProperty("max", out var max) && text.Length > max.GetInt32()) yield return $"{path} is longer than {max}: {text}";
    }

    private static string Name(JsonElement reference) => reference.GetProperty("shape").GetString() ?? "";
}
