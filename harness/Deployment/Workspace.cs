namespace TaskTracker.Deployment;

/// <summary>The checkout that is worked in: where its parts lie.</summary>
public sealed record Workspace(string Root)
{
    public string Template => Path.Combine(Root, "functions", "template.yaml");

    /// <summary>What each function's role must be allowed and denied.</summary>
    public string IamExpectations => Path.Combine(Root, "functions", "iam-expectations.yaml");

    public string Frontend => Path.Combine(Root, "frontend");

    /// <summary>Where the template expects the package.</summary>
    public string Packages => Path.Combine(Root, "dist");

    /// <summary>Load scenarios' budgets and prices.</summary>
    public string LoadTests => Path.Combine(Root, "loadtests");

    /// <summary>Where what was deployed is written down for everyone else.</summary>
    public string Record(Target target) => Path.Combine(Root, ".tasktracker", $"{target.Name}.json");

    /// <summary>The nearest folder upwards that holds the template; <c>null</c> when there is none.</summary>
    public static Workspace? Find(string directory)
    {
        for (var folder = new DirectoryInfo(directory); folder is not null; folder = folder.Parent)
        {
            var workspace = new Workspace(folder.FullName);
            if (File.Exists(workspace.Template)) return workspace;
        }

        return null;
    }
}
