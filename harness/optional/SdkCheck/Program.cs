using Amazon.Lambda;
using Amazon.Runtime;
using TaskTracker.Deployment;
using TaskTracker.SdkCheck;

// The target's name, as --target spells it.
int Refuse(int exitCode, string problem)
{
    Console.Error.WriteLine($"sdk-check: {problem}");
    return exitCode;
}

if (Workspace.Find(Directory.GetCurrentDirectory()) is not { } workspace) return Refuse(2, "This folder is not inside a TaskTracker checkout.");
if (Target.Find(args is [var name, ..] ? name : Target.All[0].Name) is not { } target) return Refuse(2, $"The target is one of {string.Join(", ", Target.All.Select(t => t.Name))}.");
if (DeploymentRecord.Read(workspace.Record(target)) is not { } record) return Refuse(3, $"Nothing is recorded as deployed to '{target.Name}'. Run '{target.StartedBy}' first.");

var connection = target.Connect(new Uri(record.Endpoint), record.Region);
var (key, secret, token) = (connection.Credentials.AccessKeyId, connection.Credentials.SecretAccessKey, connection.Credentials.SessionToken);
AWSCredentials credentials = token is null ? new BasicAWSCredentials(key, secret) : new SessionAWSCredentials(key, secret, token);
var settings = new AmazonLambdaConfig { ServiceURL = connection.AddressOf("lambda").Url.AbsoluteUri, AuthenticationRegion = connection.Region };
using var lambda = new AmazonLambdaClient(credentials, settings);
using var http = new HttpClient();
var check = new FunctionsAndApi(record, lambda, http);
try
{
    var differences = await check.CompareAsync(CancellationToken.None).ConfigureAwait(false);
    foreach (var difference in differences) Console.Error.WriteLine(difference);
    Console.WriteLine(differences.Count == 0 ? "The five functions answer the SDK as they answer the API." : $"{differences.Count} answers differ.");
    return differences.Count == 0 ? 0 : 1;
}
catch (Exception problem) when (problem is HttpRequestException or AmazonServiceException)
{
    return Refuse(3, problem.Message);
}
