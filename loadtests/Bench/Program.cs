using System.Globalization;
using TaskTracker.Bench;

// ROOT CLI [seconds per round] [rounds] [all|dynamodb|stack|curve]
var (root, cli) = (Path.GetFullPath(args[0]), Path.GetFullPath(args[1]));
var perRound = TimeSpan.FromSeconds(double.Parse(args.ElementAtOrDefault(2) ?? "3", CultureInfo.InvariantCulture));
var rounds = int.Parse(args.ElementAtOrDefault(3) ?? "3", CultureInfo.InvariantCulture);
var which = args.ElementAtOrDefault(4) ?? "all";

using var bench = new Bench(new Servers(root, cli), perRound, rounds, Console.Error.WriteLine);
if (which is "all") bench.AddNative(Path.Combine(root, "dist", "tasktracker"));
if (which is "all" or "dynamodb") bench.AddDynamoDb();
if (which is "all" or "stack") bench.AddStack(root);
var report = which == "curve" ? "" : bench.Run();
if (which is "all" or "curve") report += Curve.Measure(new Servers(root, cli), perRound, Console.Error.WriteLine);

Directory.CreateDirectory(Path.Combine(root, "reports"));
File.WriteAllText(Path.Combine(root, "reports", "bench.md"), report);
Console.WriteLine(report);
