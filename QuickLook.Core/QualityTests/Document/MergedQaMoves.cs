using System.Text.Json.Nodes;

namespace QuickLook.Core.QualityTests.Document;

/// <summary>
/// Gathers the results of several steps in the tasks that people look at: the moves, renames and removals of pipeline.md 5.2, items 4
/// and 6 to 9. Two moves are ours: the header check goes from Initialize to the CCD task, and arcs and flats keep XYSHIFTS_REF.
/// </summary>
internal static class MergedQaMoves
{
    private static readonly string[] Obsolete =
    [
        "SKYSUB_QL",
        "MED_RESID",
        "MED_RESID_FIBER",
        "MED_RESID_WAVE",
        "RESID_PER",
        "RESID_STATUS",
        "BIAS",
        "NOISE",
        "XWSHIFT_AMP",
        "XWSIGMA_SHIFT",
        "NREJ",
        "MED_SKY",
        "NBAD_PCHI",
    ];

    private static readonly string[] ProgramReferences =
    [
        "BIAS_AMP",
        "LITFRAC_AMP",
        "NOISE_AMP",
        "XWSIGMA",
        "XYSHIFTS",
        "NGOODFIB",
        "DELTAMAG_TGT",
        "FIDSNR_TGT",
        "SKYRBAND",
        "PEAKCOUNT",
        "SKYCONT",
    ];

    private static readonly string[] Programs = ["DARK", "GRAY", "BRIGHT"];

    private static readonly string[] SkyMetrics =
    [
        "PEAKCOUNT",
        "PEAKCOUNT_FIB",
        "PEAKCOUNT_NOISE",
        "PEAKCOUNT_STATUS",
        "SKYCONT",
        "SKYCONT_FIBER",
        "SKYCONT_STATUS",
        "SKYRBAND",
        "SKY_RFLUX_DIFF",
        "SKY_FIB_RBAND",
        "FIDSNR_TGT",
        "FIDSNR_TGT_STATUS",
        "FITCOEFF_TGT",
        "MEDIAN_SNR",
        "NUM_NEGATIVE_SNR",
        "SNR_MAG_TGT",
        "SNR_RESID",
        "OBJLIST",
    ];

    private static readonly string[] SkyParameters =
    [
        "B_CONT",
        "R_CONT",
        "Z_CONT",
        "RESIDUAL_CUT",
        "SIGMA_CUT",
        "FIDMAG",
        .. LimitKeys("PEAKCOUNT"),
        .. LimitKeys("SKYCONT"),
        .. LimitKeys("FIDSNR_TGT"),
    ];

    /// <summary>From, to, keys of METRICS, keys of PARAMS; in this order.</summary>
    private static readonly (string From, string To, string[] Metrics, string[] Parameters)[] Moves =
    [
        (
            "INITIALIZE",
            "PREPROC",
            ["CHECKHDUS", "CHECKHDUS_STATUS", "CHECKHDUS_TEXT", "EXPNUM", "EXPNUM_STATUS"],
            [.. LimitKeys("CHECKHDUS")]
        ),
        ("EXTRACT_QP", "PREPROC", ["XWSIGMA", "XWSIGMA_AMP", "XWSIGMA_STATUS"], [.. LimitKeys("XWSIGMA")]),
        ("FLEXURE", "EXTRACT_QP", ["XYSHIFTS", "XYSHIFTS_STATUS"], [.. LimitKeys("XYSHIFTS")]),
        ("APPLYFIBERFLAT_QP", "SKYSUB_QP", SkyMetrics, SkyParameters),
        ("SKYSUB_QP", "APPLYFLUXCALIBRATION", SkyMetrics, SkyParameters),
    ];

    /// <summary>Task names of steps; a step that is not here disappears with what is left in it.</summary>
    private static readonly Dictionary<string, string> TaskNames = new(StringComparer.Ordinal)
    {
        ["PREPROC"] = "CHECK_CCDs",
        ["EXTRACT_QP"] = "CHECK_FIBERS",
        ["APPLYFLUXCALIBRATION"] = "CHECK_SPECTRA",
        ["RESOLUTIONFIT"] = "CHECK_ARC",
        ["COMPUTEFIBERFLAT_QP"] = "CHECK_FIBERFLAT",
    };

    /// <summary>Removes obsolete keys and the references of other programs.</summary>
    /// <param name="steps">Steps by upper-case name, changed in place.</param>
    /// <param name="program">The exposure's program, upper case; references are removed for dark, gray and bright only.</param>
    public static void Prune(IReadOnlyDictionary<string, StepRecord> steps, string program)
    {
        var others = Programs.Contains(program) ? Programs.Where(other => other != program) : [];
        string[] references =
        [
            .. others.SelectMany(other => ProgramReferences.Select(metric => $"{metric}_{other}{MergedQaKeys.Reference}")),
        ];
        foreach (var step in steps.Values)
        {
            RemoveAll(step.Metrics, Obsolete);
            RemoveAll(step.Parameters, Obsolete);
            RemoveAll(step.Parameters, references);
        }
    }

    /// <summary>Moves keys between steps that both exist, then makes tasks of steps.</summary>
    /// <param name="steps">Steps by upper-case name, changed in place.</param>
    /// <returns>The value of TASKS.</returns>
    public static JsonObject ToTasks(IReadOnlyDictionary<string, StepRecord> steps)
    {
        foreach (var (from, to, metrics, parameters) in Moves)
        {
            if (steps.TryGetValue(from, out var source) && steps.TryGetValue(to, out var target))
            {
                Move(source.Metrics, target.Metrics, metrics);
                Move(source.Parameters, target.Parameters, parameters);
            }
        }

        var tasks = new JsonObject();
        foreach (var (name, step) in steps)
        {
            if (TaskNames.TryGetValue(name, out var task))
            {
                tasks[task] = new JsonObject { [MergedQaKeys.Metrics] = step.Metrics, [MergedQaKeys.Parameters] = step.Parameters };
            }
        }

        return tasks;
    }

    private static IEnumerable<string> LimitKeys(string metric) =>
        [
            metric + MergedQaKeys.NormalRange,
            metric + MergedQaKeys.WarningRange,
            metric + MergedQaKeys.Reference,
            .. Programs.Select(program => $"{metric}_{program}{MergedQaKeys.Reference}"),
        ];

    private static void Move(JsonObject from, JsonObject to, string[] keys)
    {
        foreach (var key in keys)
        {
            if (from.TryGetPropertyValue(key, out var value))
            {
                from.Remove(key);
                to[key] = value;
            }
        }
    }

    private static void RemoveAll(JsonObject container, string[] keys)
    {
        foreach (var key in keys)
        {
            container.Remove(key);
        }
    }
}
