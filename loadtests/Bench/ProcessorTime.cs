using System.Globalization;

namespace TaskTracker.Bench;

/// <summary>What one request costs of the processors: of the emulator and of the function's process, in user code and in the kernel, one request at a time.</summary>
internal static class ProcessorTime
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(4);

    public static IEnumerable<(string Name, string Value)> Facts(Uri api, ServerProcess stack)
    {
        var requests = new SignedRequests(new Uri(api.GetLeftPart(UriPartial.Authority)));
        var path = api.AbsolutePath.TrimEnd('/') + "/tasks";

        // A page of no size: the function answers 400 and asks no table.
        yield return ("processor time of gateway, function and back (goal: at most 0.5 ms)", Of(api, stack, requests.Plain("GET", path + "?limit=none")));
        yield return ("processor time of the same with a PutItem", Of(api, stack, requests.Plain("POST", path, """{"Title":"Measured"}""")));
    }

    private static string Of(Uri api, ServerProcess stack, byte[] request)
    {
        WireClient.Run(api, [request], connections: 1, TimeSpan.FromSeconds(1));
        var (emulator, functions) = Spent(stack);
        var measured = WireClient.Run(api, [request], connections: 1, Duration);
        var (emulatorThen, functionsThen) = Spent(stack);
        var count = measured.Rate * Duration.TotalSeconds;
        string Each(TimeSpan before, TimeSpan after) => Report.Number((after - before).TotalMilliseconds / count, "0.00");
        return $"{Each(emulator + functions, emulatorThen + functionsThen)} ms: {Each(emulator, emulatorThen)} of the emulator, {Each(functions, functionsThen)} of the function";
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
