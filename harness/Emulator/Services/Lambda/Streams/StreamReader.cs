using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Requests;
using TaskTracker.Emulation.Services.Lambda.Hosting;

namespace TaskTracker.Emulation.Services.Lambda.Streams;

/// <summary>Whether the caller's policies allow the action on the resource.</summary>
internal delegate bool MayDo(Caller caller, string action, string resource);

/// <summary>Reads streams as a function's role may.</summary>
internal sealed class StreamReader(ReadStream read, MayDo may, BeginRoleSession beginSession)
{
    private const string SessionName = "AWSLambdaEventSourceMapping";

    private static readonly string[] NeededActions = ["dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream"];

    /// <returns><c>null</c> when there is no such stream.</returns>
    /// <exception cref="AwsError">InvalidParameterValueException: the role may not read it.</exception>
    public StreamSlice? Read(string roleArn, string streamArn, string? after, int limit)
    {
        var role = beginSession(roleArn, SessionName).Caller;
        if (!NeededActions.All(action => may(role, action, streamArn)) || !may(role, "dynamodb:ListStreams", "*")) throw LambdaErrors.StreamNotAccessible(streamArn);
        return read(streamArn, after, limit);
    }
}
