using TaskTracker.Emulation.Protocols;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Services.Iam.Simulation;

/// <summary>Context keys and their values as a simulation is given them.</summary>
internal static class ContextEntries
{
    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        "string", "stringList", "numeric", "numericList", "boolean", "booleanList", "ip", "ipList", "binary", "binaryList", "date", "dateList",
    };

    /// <exception cref="AwsError">InvalidInput, naming the key.</exception>
    public static RequestContext Read(QueryForm form)
    {
        var context = new RequestContext();
        foreach (var entry in form.Structures("ContextEntries"))
        {
            var key = form.Required(entry + ".ContextKeyName");
            var values = form.List(entry + ".ContextKeyValues");
            var type = form.Required(entry + ".ContextKeyType");
            if (!Types.Contains(type)) throw IamErrors.InvalidInput($"Invalid type of the context key {key}: {type}.");
            var isList = type.EndsWith("List", StringComparison.Ordinal);
            if (!isList && values.Count != 1) throw IamErrors.InvalidInput($"The context key {key} of type {type} must have exactly one value.");
            context.Set(key, isList ? ContextValue.Of(values) : ContextValue.Of(values[0]));
        }

        return context;
    }
}
