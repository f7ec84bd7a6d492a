using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Pipeline;

/// <summary>A service that is not emulated, such as X-Ray: whatever is asked of it is refused by its name, on the wire that it was asked on.</summary>
internal static class AbsentService
{
    /// <param name="signingName">As the signature of the request spells it.</param>
    /// <param name="isForm">Whether it was asked by a form, and so expects XML.</param>
    public static Service Of(string signingName, bool isForm, IEnumerable<Service> present)
    {
        const string Code = "NotImplemented";
        var refusal = new AwsError(501, Code, $"The service {signingName} is not emulated here. Emulated: {string.Join(", ", present.Select(s => s.Name).Distinct())}.")
        {
            Members = isForm ? [] : [new("__type", Code)],
        };
        return new Service(signingName, signingName, isForm ? new Form(refusal) : new Json(refusal));
    }

    private sealed class Json(AwsError refusal) : RestJsonProtocol("message", [])
    {
        public override BoundCall Bind(Exchange exchange) => throw refusal;
    }

    private sealed class Form(AwsError refusal) : QueryProtocol("https://aws.amazon.com/", [])
    {
        public override BoundCall Bind(Exchange exchange) => throw refusal;
    }
}
