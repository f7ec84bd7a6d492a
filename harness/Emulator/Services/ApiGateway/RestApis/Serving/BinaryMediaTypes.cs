namespace TaskTracker.Emulation.Services.ApiGateway.RestApis.Serving;

/// <summary>The media types whose bodies pass an API as base64.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/lambda-proxy-binary-media.html</remarks>
internal sealed class BinaryMediaTypes(IReadOnlyList<string> types)
{
    /// <summary>Of a request by its Content-Type; of an answer by the first type of the request's Accept.</summary>
    public bool Match(ReadOnlySpan<char> header)
    {
        if (types.Count == 0) return false;
        var end = header.IndexOfAny(',', ';');
        var type = (end < 0 ? header : header[..end]).Trim();
        foreach (var binary in types)
        {
            if (binary == "*/*" || type.Equals(binary, StringComparison.OrdinalIgnoreCase)) return true;
            if (binary.EndsWith("/*", StringComparison.Ordinal) && type.StartsWith(binary.AsSpan(0, binary.Length - 1), StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
