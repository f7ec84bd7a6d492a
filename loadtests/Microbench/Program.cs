using BenchmarkDotNet.Running;
using TaskTracker.Microbench;

// Arguments are BenchmarkDotNet's, such as --filter '*Storage*' or --job short.
BenchmarkSwitcher.FromTypes([typeof(Storage), typeof(ItemEncoding), typeof(Durability), typeof(GroupCommit)]).Run(args);
