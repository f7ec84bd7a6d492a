using System.Reflection;
using TaskTracker.Deployment;

namespace TaskTracker.Conformance.Stack;

/// <summary>The sources that the tests run beside, and what they deploy.</summary>
internal static class Checkout
{
    private static readonly Workspace Here = Workspace.Find(AppContext.BaseDirectory) ?? throw new InvalidDataException("These tests run inside a checkout.");

    public static DeploymentPlan Plan => new(Here.Template, Here.Frontend, Architecture: "x86_64") { ApiFlavour = Flavour };

    /// <summary>The one that this build of the suite is for; <c>null</c> for the target's own.</summary>
    private static string? Flavour =>
        typeof(Checkout).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(m => m.Key == "ApiFlavour")?.Value;

    /// <param name="name">Such as <c>get-task-2.0</c>.</param>
    public static Task<string> SampleEventAsync(string name, CancellationToken cancellation) =>
        File.ReadAllTextAsync(Path.Combine(Here.Root, "functions", "events", name + ".json"), cancellation);
}
