using TaskTracker.Deployment.Stacks;
using TaskTracker.Emulation;

namespace TaskTracker.Deployment.Tests;

/// <summary>A stack that is only as large as a deployment needs, on an emulator of its own, from a folder of its own.</summary>
public sealed class SmallDeployment : IAsyncDisposable
{
    private const string Template = """
        Parameters:
          ApiFlavour: { Type: String }
          NamePrefix: { Type: String }
          AllowedOrigin: { Type: String }
          MakeDashboard: { Type: String }
          ProtectTable: { Type: String }
          Architecture: { Type: String }
        Resources:
          SiteBucket:
            Type: AWS::S3::Bucket
            Properties:
              BucketName: !Sub '${NamePrefix}tasktracker-site-${AWS::AccountId}-${AWS::Region}'
        # more
        Outputs:
          ApiFlavour: { Value: !Ref ApiFlavour }
          ApiId: { Value: none }
          StageName: { Value: prod }
          TableName: { Value: !Ref AllowedOrigin }
          SiteBucket: { Value: !Ref SiteBucket }
          GetTasksFunction: { Value: a }
          GetTasksRoleName: { Value: b }

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("tasktracker-small-").FullName;
    private readonly Emulator _emulator;

    private SmallDeployment(Emulator emulator)
    {
        _emulator = emulator;
        Directory.CreateDirectory(Frontend);
        WriteTemplate("");
        WritePage("index.html", "<h1>one</h1>");
        Deployer = new Deployer(Target.Embedded, Connection, News.Add, TimeProvider.System);
    }

    public AwsConnection Connection => Target.Embedded.Connect(_emulator.Endpoint);

    public Deployer Deployer { get; }

    /// <summary>Everything that was told so far.</summary>
    public List<DeploymentNews> News { get; } = [];

    public IReadOnlyList<StackEvent> Events => [.. News.OfType<DeploymentNews.ResourceMoved>().Select(n => n.Event)];

    public DeploymentPlan Plan => new(Path.Combine(_folder, "template.yaml"), Frontend, "x86_64");

    private string Frontend => Path.Combine(_folder, "frontend");

    public static async Task<SmallDeployment> StartAsync(CancellationToken cancellation) =>
        new(await Emulator.StartAsync(new EmulatorOptions(Port: 0), cancellation: cancellation));

    /// <param name="more">Further resources, as YAML indented by two.</param>
    public void WriteTemplate(string more) => File.WriteAllText(Plan.Template, Template.Replace("# more", more.Trim('\n'), StringComparison.Ordinal));

    public void WritePage(string name, string content) => File.WriteAllText(Path.Combine(Frontend, name), content);

    public void RemovePage(string name) => File.Delete(Path.Combine(Frontend, name));

    public async ValueTask DisposeAsync()
    {
        Deployer.Dispose();
        await _emulator.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
