using System.Globalization;

namespace TaskTracker.Bench;

/// <summary>
/// What one request costs of the processors: of the emulator and of the function's process, in user code and in the kernel. One request at a time, which leaves processors idle
/// whose threads look for work before they sleep; and as many as keep them busy.
/// </summary>
internal static class ProcessorTime
{
    private const int Rounds = 5;
    private const int Many = 16;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(3);

    public static IEnumerable<(string Name, string Value)> Facts(Uri api, ServerProcess stack)
    {
        var requests = new SignedRequests(new Uri(api.GetLeftPart(UriPartial.Authority)));
        var path = api.AbsolutePath.TrimEnd('/') + "/tasks";

        // A page of no size: the function answers 400 and asks no table.
        var (bare, write) = (requests.Plain("GET", path + "?limit=none"), requests.Plain("POST", path, """{"Title":"Measured"}"""));
        yield return ("processor time of gateway, function and back, 1 connection", Of(api, stack, bare, connections: 1));
        yield return ($"the same, {Many} connections (goal: at most 0.5 ms at the median)", Of(api, stack, bare, Many));
        yield return ($"the same with a PutItem, {Many} connections", Of(api, stack, write, Many));
    }

    /// <returns>The median of the rounds.</returns>
    private static string Of(Uri api, ServerProcess stack, byte[] request, int connections)
    {
        WireClient.Run(api, [request], connections, TimeSpan.FromSeconds(1));
        var rounds = Enumerable.Range(0, Rounds).Select(_ => Round(api, stack, request, connections)).OrderBy(r => r.Emulator + r.Functions).ToList();
        var (emulator, functions) = rounds[Rounds / 2];
        string Each(double milliseconds) => Report.Number(milliseconds, "0.00");
        return $"{Each(emulator + functions)} ms: {Each(emulator)} of the emulator, {Each(functions)} of the function ({Each(rounds[0].Emulator + rounds[0].Functions)} to {Each(rounds[^1].Emulator + rounds[^1].Functions)})";
    }

    /// <returns>Milliseconds per request.</returns>
    private static (double Emulator, double Functions) Round(Uri api, ServerProcess stack, byte[] request, int connections)
    {
        var (emulator, functions) = Spent(stack);
        var measured = WireClient.Run(api, [request], connections, Duration);
        var (emulatorThen, functionsThen) = Spent(stack);
        var count = measured.Rate * Duration.TotalSeconds;
        return ((emulatorThen - emulator).TotalMilliseconds / count, (functionsThen - functions).TotalMilliseconds / count);
    }

    private static (TimeSpan Emulator, TimeSpan Functions) Spent(ServerProcess stack)
    {
        var all = Directory.EnumerateDirectories("/proc").Select(d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var id) ? Stat.Read(id) : null)
            .OfType<Stat>().ToList();
        IEnumerable<Stat> Below(int id) => all.Where(p => p.Parent == id).SelectMany(p => Below(p.Id).Prepend(p));
        return (all.Single(p => p.Id == stack.Id).Time, Below(stack.Id).Aggregate(TimeSpan.Zero, (sum, p) => sum + p.Time));
    }

    /// <remarks>Source: proc_pid_stat(5): fields 4, 14 and 15, the last two in hundredths of a second.</remarks>
    private sealed record Stat(int Id, int Parent, TimeSpan Time)
    {
        public static Stat? Read(int id)
        {
            try
            {
                var text = File.ReadAllText($"/proc/{id}/stat");
                var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
                double Field(int number) => double.Parse(fields[number - 3], CultureInfo.InvariantCulture);
                return new Stat(id, (int)Field(4), TimeSpan.FromSeconds((Field(14) + Field(15)) / 100));
            }
            catch (IOException)
            {
                return null;
            }
        }
    }
}
