namespace TaskTracker.Load.Results;

/// <summary>Student's t distribution.</summary>
internal static class StudentT
{
    private static readonly double[] Exact = [double.NaN, 12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228];

    /// <summary>The value that 97.5 % lie below: two of them enclose 95 %.</summary>
    /// <remarks>Up to 10 degrees from the table, beyond by Cornish and Fisher's expansion around the normal distribution, exact to the third decimal. Source: Abramowitz and Stegun, 26.7.5 and table 26.10.</remarks>
    public static double At975(double freedom)
    {
        var below = Math.Max(1, freedom);
        if (below < 10)
        {
            var whole = (int)below;
            return Exact[whole] + (Exact[whole + 1] - Exact[whole]) * (below - whole);
        }

        const double Z = 1.959964;
        var z3 = Math.Pow(Z, 3);
        var z5 = Math.Pow(Z, 5);
        return Z + (z3 + Z) / (4 * below) + (5 * z5 + 16 * z3 + 3 * Z) / (96 * below * below);
    }
}
