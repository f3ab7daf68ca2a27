namespace QuickLook.Tests.Core.Pipeline.Agreement;

/// <summary>In which profile a metric can be compared with the original's.</summary>
public enum Comparable
{
    /// <summary>In both: the original's value is right.</summary>
    Both,

    /// <summary>In the compatibility profile only: the original's rule has a defect that the default repairs.</summary>
    CompatibilityOnly,

    /// <summary>In neither, with a reason.</summary>
    Neither,
}

/// <summary>How one metric of the original is compared with ours.</summary>
/// <param name="Metric">Key.</param>
/// <param name="Comparable">In which profile.</param>
/// <param name="Tolerance">How far apart the numbers may be.</param>
/// <param name="Reason">Why not in both profiles; empty when it is.</param>
/// <param name="AllowedOutside">Share of the elements that may be outside the tolerance, within <paramref name="LooseTolerance"/>.</param>
/// <param name="LooseTolerance">What holds for those elements; null when none may be outside.</param>
/// <param name="IsNullWhereNothingIsSeen">True when the default has null for a fiber whose bins are all masked, where the original has 0.</param>
public sealed record MetricRule(
    string Metric,
    Comparable Comparable,
    Tolerance Tolerance,
    string Reason = "",
    double AllowedOutside = 0,
    double? LooseTolerance = null,
    bool IsNullWhereNothingIsSeen = false
)
{
    /// <summary>
    /// Exposures in which more elements may be outside than in general, with their share. The widths of A b0 102 are taken where the arc has no lines in
    /// part of its windows; changing its pixels by 1e-7 at random turns over 7 to 12 of the 150 entries beyond 1e-4, as a run with changed pixels showed.
    /// </summary>
    private static readonly Dictionary<(string Metric, string Exposure), double> Badly = new() { [("XWSIGMA_FIB", "A b0 102")] = 0.1 };

    private const string Background = "no background term, and a failed fit repeats the last value (7.2, 7)";
    private const string Weights = "weights by variance in the wrong order, magnitude 0 for no flux (7.2, 8)";
    private const string Lines = "line list one line too short, one bad line drops the fiber (7.2, 14)";
    private const string Lit = "the original applies the raw overscan section to the trimmed image; raw overscan pixels here (7.2, 3)";
    private const string Merged = "lost in the original's own merged document";
    private const string Filter = "0.01 mag: another table of the same filter";

    public static IReadOnlyDictionary<string, MetricRule> All { get; } =
        new MetricRule[]
        {
            Of("BIAS_AMP", Tolerance.Relative(1e-9)),
            Of("NOISE_AMP", Tolerance.Relative(1e-9)),
            Of("NOISE_OVERSCAN_AMP", Tolerance.Exact),
            Of("LITFRAC_AMP", Tolerance.Exact),
            Not("BIAS_PATNOISE", Lit),
            Not("DIFF1SIG", Lit),
            Not("DIFF2SIG", Lit),
            Not("DATA5SIG", Lit),
            Compat("XWSIGMA", Tolerance.Relative(1e-4), Background),
            Compat("XWSIGMA_AMP", Tolerance.Relative(1e-4), Background),
            new(
                "XWSIGMA_FIB",
                Comparable.CompatibilityOnly,
                Tolerance.Relative(1e-4),
                Background,
                AllowedOutside: 0.03,
                LooseTolerance: 0.02
            ),
            Of("XYSHIFTS", Tolerance.Absolute(1e-4, "pixel")),
            Of("TOTCOUNT_FIB", Tolerance.RelativeToMedianToo(1e-6)),
            Of("GOOD_FIBERS", Tolerance.Exact),
            Of("NGOODFIB", Tolerance.Exact),
            Compat("CHECKARC", new Tolerance("1 % of the fibers, at least 1", (_, _) => 1), Lines),
            Compat("CHECKPSF", new Tolerance("1 % of the fibers, at least 1", (_, _) => 1), Lines),
            new("GOODPSFS", Comparable.CompatibilityOnly, Tolerance.Exact, Lines, AllowedOutside: 0.03, LooseTolerance: 1),
            Of("CHECKFLAT", Tolerance.Relative(1e-5)),
            Of("FLATMEAN", Tolerance.RelativeOrAbsolute(1e-5, 1e-5)),
            Of("FLATRMS", Tolerance.RelativeOrAbsolute(1e-4, 1e-6)),
            Of("SKYCONT", Tolerance.Relative(1e-5)),
            Of("SKYCONT_FIBER", Tolerance.Relative(1e-5)),
            Of("PEAKCOUNT", Tolerance.Relative(1e-5)),
            Of("PEAKCOUNT_FIB", Tolerance.RelativeToMedianToo(1e-5)) with
            {
                IsNullWhereNothingIsSeen = true,
            },
            Of("PEAKCOUNT_NOISE", Tolerance.Relative(1e-4)),
            Of("NSKY_FIB", Tolerance.Exact),
            Of("MEDIAN_SNR", Tolerance.RelativeOrAbsolute(1e-4, 1e-4)) with
            {
                IsNullWhereNothingIsSeen = true,
            },
            Compat("SNR_MAG_TGT", Tolerance.RelativeOrAbsolute(1e-4, 1e-4), Weights),
            Compat("FITCOEFF_TGT", new Tolerance("one grid step: 0.0001 in a, 0.1 in b", (_, _) => 1.01e-4), Weights),
            Compat("FIDSNR_TGT", Tolerance.Relative(1e-6), Weights),
            Compat("SNR_RESID", Tolerance.Absolute(1e-3, ""), Weights),
            Compat("NUM_NEGATIVE_SNR", Tolerance.Exact, Weights),
            Compat("SKYRBAND", Tolerance.Absolute(0.01, "mag"), $"b and z report nothing in the default; {Filter}"),
            Noisy("SKYRBAND_FIB", 0.1, 0.05, $"null for a fiber without light in the default; {Filter}"),
            Noisy("SPEC_MAGS", 0.02, 0.02, $"null for sky fibers in the default; {Filter}"),
            Noisy("DELTAMAG", 0.02, 0.02, $"NaN counted as 0 in the original; {Filter}"),
            Compat("DELTAMAG_TGT", Tolerance.Absolute(0.01, "mag"), $"NaN counted as 0 in the original; {Filter}"),
            Of("NFIBNOTGT", Tolerance.Exact),
            Of("STD_FIBERID", Tolerance.Exact),
            Of("FIBERID", Tolerance.Exact),
            Of("SKYFIBERID", Tolerance.Exact),
            Not("EXPTIME", $"{Merged}; GENERAL_INFO has it"),
            Not("RA", $"{Merged}; GENERAL_INFO has it"),
            Not("DEC", $"{Merged}; GENERAL_INFO has it"),
            Not("FILTERS", $"{Merged}; a constant"),
            Not("FIT_FILTER", $"{Merged}; follows from the arm"),
            Not("ELG_FIBERID", $"{Merged}; GENERAL_INFO has it"),
            Not("LRG_FIBERID", $"{Merged}; GENERAL_INFO has it"),
            Not("QSO_FIBERID", $"{Merged}; GENERAL_INFO has it"),
            Not("STAR_FIBERID", $"{Merged}; GENERAL_INFO has it"),
        }.ToDictionary(rule => rule.Metric, StringComparer.Ordinal);

    /// <summary>Share of the elements that may be outside the tolerance in one exposure.</summary>
    /// <param name="exposure">Set, camera and exposure.</param>
    public double AllowedOutsideOf(string exposure) => Badly.GetValueOrDefault((Metric, exposure), AllowedOutside);

    private static MetricRule Of(string metric, Tolerance tolerance) => new(metric, Comparable.Both, tolerance);

    private static MetricRule Compat(string metric, Tolerance tolerance, string reason) =>
        new(metric, Comparable.CompatibilityOnly, tolerance, reason);

    /// <summary>Magnitudes of fibers, some of which are sums of noise about 0, where the table of the filter counts more.</summary>
    private static MetricRule Noisy(string metric, double allowedOutside, double looseTolerance, string reason) =>
        new(metric, Comparable.CompatibilityOnly, Tolerance.Absolute(0.01, "mag"), reason, allowedOutside, looseTolerance);

    private static MetricRule Not(string metric, string reason) => new(metric, Comparable.Neither, Tolerance.Exact, reason);
}
