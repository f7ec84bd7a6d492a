using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.CloudWatch.Wire;

/// <summary>One of the protocols that CloudWatch speaks.</summary>
internal interface IWire
{
    /// <summary>Whether the request is written in it.</summary>
    bool IsOf(AwsRequest request);

    string OperationOf(AwsRequest request);

    /// <exception cref="AwsError">The body cannot be read.</exception>
    WireValue.Structure Read(AwsRequest request);

    /// <param name="result"><c>null</c> for an operation that answers nothing.</param>
    void Write(string operation, WireValue.Structure? result, Exchange exchange);

    void WriteError(AwsError error, Exchange exchange);
}
