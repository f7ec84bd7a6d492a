using System.Security.Cryptography;
using System.Text;
using TaskTracker.Emulation.Services.ApiGateway.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.HttpApis.Serving;

/// <summary>A stage's access log made ready for requests.</summary>
/// <param name="Stream">One for each stage, under a name that says nothing, as on AWS.</param>
internal sealed record ServedAccessLog(string Group, string Stream, VariableText Format)
{
    public static ServedAccessLog Of(AccessLog log, string apiId, string stage) => new(
        AccessLogBody.GroupIn(log.DestinationArn) ?? "",
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{apiId}/{stage}")).AsSpan(0, 16)),
        VariableText.Parse(log.Format));

    public string Line(GatewayCall call) => Format.Fill(call, HttpVariables.Find, none: "-");
}
