using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Pipeline.Agreement;

/// <summary>Every metric that the original computed on the golden exposures beside ours, in both profiles of the engine.</summary>
public static class AgreementTable
{
    private const string Status = "_STATUS";
    private const double MostWithoutValue = 0.04;

    /// <summary>Statuses that differ in the default because the rule of the test is a listed defect of the original.</summary>
    private static readonly string[] StatusesOfDefects =
    [
        "XWSIGMA_STATUS",
        "FIDSNR_TGT_STATUS",
        "CHECKARC_STATUS",
        "SKYRBAND_STATUS",
        "DELTAMAG_TGT_STATUS",
    ];

    /// <summary>All rows of one camera exposure.</summary>
    public static async Task<IReadOnlyList<AgreementRow>> RowsOfAsync(GoldenCamera golden, MappingSet mappings)
    {
        var rows = new List<AgreementRow>();
        var metrics = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var profile in EngineProfile.All)
        {
            var run = await GoldenRun.OfAsync(golden.Set, golden.Exposure, golden.Camera.ToString(), mappings, profile: profile);
            var document = JsonNode.Parse(run.Outcome.MergedQa.ShouldNotBeNull(run.Outcome.Reason).Span)!;
            metrics[profile.Name] = MetricsOf(document);
        }

        foreach (var file in Directory.EnumerateFiles(FolderOf(golden)).Order(StringComparer.Ordinal))
        {
            var test = Path.GetFileNameWithoutExtension(file);
            var expected = golden.Expected(test);
            if (expected["FAILED"] is { } failure)
            {
                rows.Add(NotCompared(golden, test, "(all)", $"failed in the original: {failure}"));
                continue;
            }

            foreach (var (metric, value) in expected["METRICS"]!.AsObject())
            {
                rows.AddRange(Compare(golden, test, metric, value, metrics));
            }
        }

        return rows;
    }

    /// <summary>The table as the document holds it.</summary>
    public static string Text(IEnumerable<AgreementRow> rows)
    {
        var text = new StringBuilder();
        text.AppendLine("| exposure | test | metric | profile | n | expected | ours | difference | tolerance | remark |");
        text.AppendLine("| --- | --- | --- | --- | ---: | ---: | ---: | ---: | --- | --- |");
        foreach (var row in rows)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {row.Camera} | {row.Test} | {row.Metric} | {row.Profile} | {row.Elements} | {row.Expected} | {row.Ours} | {row.Difference} | {row.Tolerance} | {row.Remark} |"
            );
        }

        return text.ToString();
    }

    private static string FolderOf(GoldenCamera golden) =>
        Path.GetDirectoryName(golden.Set.ExpectedTest(golden.Camera.ToString(), golden.Exposure, "x"))!;

    private static JsonObject MetricsOf(JsonNode document)
    {
        var all = new JsonObject();
        foreach (var (_, task) in document["TASKS"]!.AsObject())
        {
            foreach (var (key, value) in task!["METRICS"]!.AsObject())
            {
                all[key] = value?.DeepClone();
            }
        }

        return all;
    }

    private static IEnumerable<AgreementRow> Compare(
        GoldenCamera golden,
        string test,
        string metric,
        JsonNode? expected,
        Dictionary<string, JsonObject> ours
    )
    {
        if (metric.EndsWith(Status, StringComparison.Ordinal) || metric == "OBJLIST")
        {
            foreach (var profile in EngineProfile.All)
            {
                var isDefect = profile == EngineProfile.QuickLook && StatusesOfDefects.Contains(metric);
                yield return CompareWords(golden, test, metric, profile.Name, expected, ours[profile.Name][metric], isDefect);
            }

            yield break;
        }

        if (!MetricRule.All.TryGetValue(metric, out var rule))
        {
            yield return NotCompared(golden, test, metric, "no rule says how to compare it") with
            {
                IsWithin = false,
            };
            yield break;
        }

        if (rule.Comparable == Comparable.Neither)
        {
            yield return NotCompared(golden, test, metric, rule.Reason);
            yield break;
        }

        yield return CompareNumbers(golden, test, rule, EngineProfile.Desispec.Name, expected, ours[EngineProfile.Desispec.Name]);
        if (rule.Comparable == Comparable.Both)
        {
            yield return CompareNumbers(golden, test, rule, EngineProfile.QuickLook.Name, expected, ours[EngineProfile.QuickLook.Name]);
        }
    }

    private static AgreementRow CompareWords(
        GoldenCamera golden,
        string test,
        string metric,
        string profile,
        JsonNode? expected,
        JsonNode? ours,
        bool mayDiffer
    )
    {
        var theirs = string.Join(' ', MetricNumbers.Of(expected).Words);
        var words = ours is null ? "none" : string.Join(' ', MetricNumbers.Of(ours).Words);
        var isEqual = theirs == words;
        return new AgreementRow(
            golden.ToString(),
            test,
            metric,
            profile,
            1,
            theirs,
            words,
            isEqual ? "equal" : "differs",
            "exact",
            isEqual || mayDiffer,
            mayDiffer ? "may differ: the original's rule is a listed defect" : string.Empty
        );
    }

    private static AgreementRow CompareNumbers(
        GoldenCamera golden,
        string test,
        MetricRule rule,
        string profile,
        JsonNode? expected,
        JsonObject ours
    )
    {
        var theirs = MetricNumbers.Of(expected).Numbers;
        var row = new AgreementRow(
            golden.ToString(),
            test,
            rule.Metric,
            profile,
            theirs.Count,
            string.Empty,
            string.Empty,
            string.Empty,
            rule.Tolerance.Words,
            IsWithin: true,
            rule.Reason
        );
        if (!ours.TryGetPropertyValue(rule.Metric, out var node))
        {
            return row with { Ours = "missing", IsWithin = false };
        }

        var numbers = MetricNumbers.Of(node).Numbers;
        if (numbers.Count != theirs.Count)
        {
            return row with { Expected = $"{theirs.Count} values", Ours = $"{numbers.Count} values", IsWithin = false };
        }

        var (worst, worstExcess, outside, beyondLoose) = (0, double.NegativeInfinity, 0, false);
        var withoutValue = 0;
        for (var i = 0; i < theirs.Count; i++)
        {
            // What the original counts as 0 for want of good bins has no value in the default; few fibers may.
            if (profile == EngineProfile.QuickLook.Name && rule.IsNullWhereNothingIsSeen && double.IsNaN(numbers[i]))
            {
                withoutValue++;
                continue;
            }

            var difference = Difference(numbers[i], theirs[i]);
            var allowed = AllowedFor(rule, theirs, i);
            var excess = difference - allowed;
            if (excess > worstExcess || (excess == worstExcess && difference > Difference(numbers[worst], theirs[worst])))
            {
                (worst, worstExcess) = (i, excess);
            }

            outside += difference > allowed ? 1 : 0;
            beyondLoose |= difference > allowed && difference > (rule.LooseTolerance ?? 0);
        }

        if (theirs.Count == 0)
        {
            return row with { Expected = "empty", Ours = "empty", Difference = "0" };
        }

        return row with
        {
            Expected = MetricNumbers.Text(theirs[worst]),
            Ours = MetricNumbers.Text(numbers[worst]),
            Difference = Difference(numbers[worst], theirs[worst]).ToString("G2", CultureInfo.InvariantCulture),
            IsWithin =
                outside <= rule.AllowedOutsideOf(golden.ToString()) * theirs.Count
                && !beyondLoose
                && withoutValue <= MostWithoutValue * theirs.Count,
            Remark = withoutValue > 0 ? $"null for {withoutValue} fibers without good bins; {rule.Reason}".TrimEnd(' ', ';') : rule.Reason,
            Tolerance =
                rule.AllowedOutside > 0
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"{rule.Tolerance.Words} for {1 - rule.AllowedOutsideOf(golden.ToString()):P0}, {rule.LooseTolerance} for the rest"
                    )
                    : rule.Tolerance.Words,
        };
    }

    /// <summary>FITCOEFF_TGT holds pairs (a, b) whose grids differ.</summary>
    private static double AllowedFor(MetricRule rule, IReadOnlyList<double> theirs, int index) =>
        rule.Metric == "FITCOEFF_TGT" && index % 2 == 1 ? 0.101 : rule.Tolerance.Allowed(theirs[index], theirs);

    private static double Difference(double ours, double theirs) =>
        double.IsNaN(ours) && double.IsNaN(theirs) ? 0
        : double.IsNaN(ours) || double.IsNaN(theirs) ? double.PositiveInfinity
        : Math.Abs(ours - theirs);

    private static AgreementRow NotCompared(GoldenCamera golden, string test, string metric, string reason) =>
        new(
            golden.ToString(),
            test,
            metric,
            string.Empty,
            0,
            string.Empty,
            string.Empty,
            string.Empty,
            "not compared",
            IsWithin: true,
            reason
        );
}
