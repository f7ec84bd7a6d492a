namespace TaskTracker.Deployment.Tests.Resources;

public sealed class TemplateConditionsTests : IDisposable
{
    private const string Template = """
        Parameters:
          Flavour: { Type: String, Default: http }
          Stage: { Type: String, Default: dev }
        Conditions:
          IsHttp: !Equals [!Ref Flavour, http]
          IsRest: !Not [!Condition IsHttp]
          IsProduct: { "Fn::Equals": [{ Ref: Stage }, prod] }
          IsBoth: !And [!Condition IsHttp, !Condition IsProduct]
          IsEither: !Or [!Condition IsRest, !Condition IsProduct]
        Resources:
          Always: { Type: AWS::S3::Bucket }
          Http: { Type: AWS::Serverless::HttpApi, Condition: IsHttp }
          Rest: { Type: AWS::Serverless::Api, Condition: IsRest }
          Both: { Type: AWS::S3::Bucket, Condition: IsBoth }
          Either: { Type: AWS::Serverless::Function, Condition: IsEither }
        """;

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    /// <summary>Why, flavour, stage, the resources that there will be.</summary>
    [Theory]
    [InlineData("defaults decide where nothing is given", null, null, "Always:AWS::S3::Bucket Http:AWS::ApiGatewayV2::Api")]
    [InlineData("what is given precedes them", "rest", null, "Always:AWS::S3::Bucket Rest:AWS::ApiGateway::RestApi Either:AWS::Lambda::Function")]
    [InlineData("and, or", "http", "prod", "Always:AWS::S3::Bucket Http:AWS::ApiGatewayV2::Api Both:AWS::S3::Bucket Either:AWS::Lambda::Function")]
    public void What_there_will_be_depends_on_the_conditions(string why, string? flavour, string? stage, string expected)
    {
        File.WriteAllText(_file, Template);
        var parameters = new Dictionary<string, string>();
        if (flavour is not null) parameters["Flavour"] = flavour;
        if (stage is not null) parameters["Stage"] = stage;

        var resources = TemplateFile.Read(_file).ResourcesFor(parameters);

        Assert.Equal((why, expected), (why, string.Join(' ', resources.Select(r => $"{r.LogicalId}:{r.Type}"))));
    }
}
