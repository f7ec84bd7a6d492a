using System.Text;
using TaskTracker.Emulation.Services.DynamoDb.Values;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

internal static class NumberProblems
{
    public const string Overflow = "Number overflow. Attempting to store a number with magnitude larger than supported range";
    public const string Underflow = "Number underflow. Attempting to store a number with magnitude smaller than supported range";

    /// <summary>AWS's words for it; <c>null</c> for <see cref="NumberProblem.None"/>.</summary>
    /// <param name="isElement">It stands in a set.</param>
    public static string? Describe(NumberProblem problem, ReadOnlySpan<byte> text, bool isElement = false) => problem switch
    {
        NumberProblem.None => null,
        NumberProblem.NotNumeric when text.IsEmpty && !isElement => "The parameter cannot be converted to a numeric value",
        NumberProblem.NotNumeric => $"The parameter cannot be converted to a numeric value: {Encoding.UTF8.GetString(text)}",
        NumberProblem.Overflow => Overflow,
        NumberProblem.Underflow => Underflow,
        _ => "Attempting to store more than 38 significant digits in a Number",
    };
}
