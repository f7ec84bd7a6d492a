using System.Globalization;
using TaskTracker.Emulation;

namespace TaskTracker.Cli.Loop;

/// <summary>A request to the API as one line.</summary>
internal static class RequestLine
{
    private const string PathForm = "/_aws/execute-api/";

    /// <remarks>A path as wide as its column is that of one task, /prod/tasks/ and its id.</remarks>
    public static string Of(ServedRequest request) => string.Create(
        CultureInfo.InvariantCulture,
        $"{request.Method,-7} {Shown(request.Path),-48} {request.Status} {request.Duration.TotalMilliseconds,8:0.0} ms  {(request.IsCold ? "cold" : "warm")}  {request.Id}");

    /// <summary>Without the part that names the API, which is the same on every line.</summary>
    private static string Shown(string path)
    {
        if (!path.StartsWith(PathForm, StringComparison.Ordinal)) return path;
        var stage = path.IndexOf('/', PathForm.Length);
        return stage < 0 ? "/" : path[stage..];
    }
}
