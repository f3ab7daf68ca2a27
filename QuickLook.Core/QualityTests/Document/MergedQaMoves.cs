using System.Text.Json.Nodes;

namespace QuickLook.Core.QualityTests.Document;

/// <summary>
/// Gathers the results of several steps in the tasks that people look at: the moves, renames and removals of pipeline.md 5.2, items 4
/// and 6 to 9. Ours are: the header check goes from Initialize to the CCD task, arcs and flats keep XYSHIFTS_REF, references of other programs are
/// removed for every metric, and what the original's list does not name is kept too.
/// </summary>
internal static class MergedQaMoves
{
    private const string Preproc = "PREPROC";
    private const string Flexure = "FLEXURE";
    private const string Extract = "EXTRACT_QP";
    private const string FlatFielded = "APPLYFIBERFLAT_QP";
    private const string SkySubtracted = "SKYSUB_QP";
    private const string Calibrated = "APPLYFLUXCALIBRATION";

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

    /// <summary>From, to, keys of METRICS, keys of PARAMS; in this order. What is moved replaces what the target has.</summary>
    private static readonly (string From, string To, string[] Metrics, string[] Parameters)[] Moves =
    [
        (
            "INITIALIZE",
            Preproc,
            ["CHECKHDUS", "CHECKHDUS_STATUS", "CHECKHDUS_TEXT", "EXPNUM", "EXPNUM_STATUS", "CHECKEXP", "CHECKEXP_STATUS", "CHECKEXP_TEXT"],
            [.. LimitKeys("CHECKHDUS"), .. LimitKeys("CHECKEXP")]
        ),
        (Extract, Preproc, ["XWSIGMA", "XWSIGMA_AMP", "XWSIGMA_STATUS"], [.. LimitKeys("XWSIGMA")]),
        (Flexure, Extract, ["XYSHIFTS", "XYSHIFTS_STATUS"], [.. LimitKeys("XYSHIFTS")]),
        (FlatFielded, SkySubtracted, SkyMetrics, SkyParameters),
        (SkySubtracted, Calibrated, SkyMetrics, SkyParameters),
    ];

    /// <summary>Steps without a task of their own, and the step whose task takes all that is still in them, but for keys that it has already.</summary>
    private static readonly (string From, string To)[] Remainders =
    [
        (Flexure, Extract),
        (FlatFielded, Calibrated),
        (SkySubtracted, Calibrated),
    ];

    /// <summary>Task names of steps; a step that is not here disappears.</summary>
    private static readonly Dictionary<string, string> TaskNames = new(StringComparer.Ordinal)
    {
        [Preproc] = "CHECK_CCDs",
        [Extract] = "CHECK_FIBERS",
        [Calibrated] = "CHECK_SPECTRA",
        ["RESOLUTIONFIT"] = "CHECK_ARC",
        ["COMPUTEFIBERFLAT_QP"] = "CHECK_FIBERFLAT",
    };

    /// <summary>Removes obsolete keys and the references of other programs.</summary>
    /// <param name="steps">Steps by upper-case name, changed in place.</param>
    /// <param name="program">The exposure's program, upper case; references are removed for dark, gray and bright only.</param>
    public static void Prune(IReadOnlyDictionary<string, StepRecord> steps, string program)
    {
        string[] others =
        [
            .. Programs.Where(other => other != program && Programs.Contains(program)).Select(other => $"_{other}{MergedQaKeys.Reference}"),
        ];
        foreach (var step in steps.Values)
        {
            RemoveAll(step.Metrics, Obsolete);
            RemoveAll(step.Parameters, Obsolete);
            var references = step.Parameters.Select(parameter => parameter.Key);
            RemoveAll(step.Parameters, [.. references.Where(key => others.Any(end => key.EndsWith(end, StringComparison.Ordinal)))]);
        }
    }

    /// <summary>Moves keys between steps, then makes tasks of steps.</summary>
    /// <param name="steps">
    /// Steps by upper-case name, changed in place. A step that did not run is added when another one has something for its task, so that a recipe
    /// that ends early loses nothing.
    /// </param>
    /// <returns>The value of TASKS.</returns>
    public static JsonObject ToTasks(Dictionary<string, StepRecord> steps)
    {
        foreach (var (from, to, metrics, parameters) in Moves)
        {
            if (steps.TryGetValue(from, out var source) && (HasAny(source.Metrics, metrics) || HasAny(source.Parameters, parameters)))
            {
                var target = Find(steps, to);
                Move(source.Metrics, target.Metrics, metrics);
                Move(source.Parameters, target.Parameters, parameters);
            }
        }

        foreach (var (from, to) in Remainders)
        {
            if (steps.TryGetValue(from, out var source))
            {
                var target = Find(steps, to);
                UniteFibers(source.Metrics, target.Metrics);
                MoveMissing(source.Metrics, target.Metrics);
                MoveMissing(source.Parameters, target.Parameters);
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

    private static StepRecord Find(Dictionary<string, StepRecord> steps, string name)
    {
        if (!steps.TryGetValue(name, out var record))
        {
            record = new StepRecord(name);
            steps.Add(name, record);
        }

        return record;
    }

    /// <summary>Puts what both steps say about lists of fibers together, for all metrics end in one task.</summary>
    private static void UniteFibers(JsonObject from, JsonObject to)
    {
        if (from[MergedQaKeys.FibersOf] is JsonObject source && to[MergedQaKeys.FibersOf] is JsonObject target)
        {
            MoveMissing(source, target);
        }
    }

    private static bool HasAny(JsonObject container, string[] keys) => Array.Exists(keys, container.ContainsKey);

    private static void MoveMissing(JsonObject from, JsonObject to) =>
        Move(from, to, [.. from.Select(member => member.Key).Where(key => !to.ContainsKey(key))]);

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
