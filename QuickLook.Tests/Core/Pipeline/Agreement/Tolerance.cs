namespace QuickLook.Tests.Core.Pipeline.Agreement;

/// <summary>How far two numbers may be apart (Golden/README.md, "Suggested tolerances").</summary>
/// <param name="Words">As the table shows it.</param>
/// <param name="Allowed">Largest difference for an expected number, given all expected numbers of the metric.</param>
public sealed record Tolerance(string Words, Func<double, IReadOnlyList<double>, double> Allowed)
{
    public static Tolerance Exact { get; } = new("exact", (_, _) => 0);

    public static Tolerance Relative(double share) => new($"{share:0e+0} relative", (expected, _) => share * Math.Abs(expected));

    public static Tolerance Absolute(double difference, string unit) => new($"{difference} {unit}".TrimEnd(), (_, _) => difference);

    public static Tolerance RelativeOrAbsolute(double share, double difference) =>
        new($"{share:0e+0} relative, {difference:0e+0} at least", (expected, _) => Math.Max(share * Math.Abs(expected), difference));

    public static Tolerance RelativeToMedianToo(double share) =>
        new(
            $"{share:0e+0} relative, dead fibers {share:0e+0} of the median",
            (expected, all) => share * Math.Max(Math.Abs(expected), IsDead(expected, all) ? Math.Abs(Median(all)) : 0)
        );

    private static bool IsDead(double expected, IReadOnlyList<double> all) => Math.Abs(expected) < 0.1 * Math.Abs(Median(all));

    private static double Median(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        return sorted.Length == 0 ? 0 : sorted[sorted.Length / 2];
    }
}
