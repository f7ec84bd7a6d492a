using TaskTracker.Deployment;

namespace TaskTracker.Load.Tests;

/// <summary>The checkout that the tests run in.</summary>
internal static class Checkout
{
    public static Workspace Workspace { get; } = Workspace.Find(AppContext.BaseDirectory) ?? throw new InvalidOperationException("The tests run outside a checkout.");

    public static string LoadTests => Workspace.LoadTests;
}
