using System.Security.Cryptography;
using System.Text;

namespace TaskTracker.Emulation.Services.ApiGateway.Serving;

/// <summary>A stage's access log made ready for requests.</summary>
/// <param name="Stream">One for each stage, under a name that says nothing, as on AWS.</param>
internal sealed record ServedAccessLog(string Group, string Stream, VariableText Format)
{
    /// <returns><c>null</c> for a stage that logs nothing.</returns>
    public static ServedAccessLog? Of(AccessLogSettings? log, string apiId, string stage) => log is null
        ? null
        : new ServedAccessLog(
            AccessLogSettings.GroupIn(log.DestinationArn) ?? "",
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{apiId}/{stage}")).AsSpan(0, 16)),
            VariableText.Parse(log.Format));

    /// <param name="find">The value of a variable.</param>
    public string Line<TCall>(TCall call, Func<string, TCall, string?> find) => Format.Fill(call, find, none: "-");
}
