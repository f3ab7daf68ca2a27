using System.Collections.Immutable;
using QuickLook.Core.Analysis;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;

namespace QuickLook.Web.Components.Shared.Quantities;

/// <summary>What can be looked at over time: trend metrics, judged tests and values of the exposure, as the mappings in force have them.</summary>
/// <param name="mappings">The mappings.</param>
public sealed class QuantityChoices(MappingSet mappings)
{
    /// <summary>Elements of a quantity that are told apart at most.</summary>
    public const int MostElements = 64;

    private static readonly ImmutableArray<QuantityChoice> OfExposures =
    [
        new(Quantity.Airmass, "AIRMASS", string.Empty, "Of the exposure") { Help = "Airmass in the header of the raw exposure." },
        new(Quantity.Seeing, "SEEING", "arcsec", "Of the exposure") { Help = "Seeing in the header of the raw exposure." },
        new(Quantity.ExposureTime, "EXPOSURE TIME", "s", "Of the exposure") { Help = "Exposure time in the header of the raw exposure." },
    ];

    private readonly ImmutableArray<QuantityChoice> all = List(mappings);

    /// <summary>All of them: trend metrics, values of the exposure, then tests under the first flavor that has them.</summary>
    public ImmutableArray<QuantityChoice> All => all;

    /// <summary>The mappings that they are from.</summary>
    public MappingSet Mappings => mappings;

    /// <summary>The quantity that is shown unless somebody chooses: the read noise, or else the first of the list.</summary>
    public QuantityChoice Usual => Find(new Quantity(QuantityKind.Metric, "noise")) ?? all[0];

    /// <summary>The quantity that conditions begin with: the brightness of the sky, or else the first of the list.</summary>
    public QuantityChoice SkyBrightness => Find(new Quantity(QuantityKind.Metric, "skybrightness")) ?? all[0];

    /// <summary>A quantity of the list.</summary>
    /// <param name="quantity">Which.</param>
    /// <param name="flavor">Of tests, the flavor whose mapping speaks of it; empty for the first that has it.</param>
    /// <returns>Null when it is not in the list.</returns>
    public QuantityChoice? Find(Quantity quantity, string flavor = "")
    {
        var listed = all.FirstOrDefault(choice => choice.Quantity == quantity);
        return
            listed is not null
            && quantity.Kind == QuantityKind.Test
            && Tests(quantity.Key, flavor).FirstOrDefault() is { Test: { } test, Stage: { } stage }
            ? OfTest(test, stage, listed.Group)
            : listed;
    }

    /// <summary>True when a flavor has a test.</summary>
    /// <param name="test">The test's quantity.</param>
    /// <param name="flavor">The flavor.</param>
    public bool HasTest(Quantity test, string flavor) =>
        AllTests(mappings, flavor).Any(pair => (pair.Test.Test ?? pair.Test.Metric) == test.Key);

    /// <summary>Reads the quantity of an address.</summary>
    /// <param name="word">A quantity; anything; empty for the usual one.</param>
    /// <param name="flavor">The flavor that is looked at; empty for all.</param>
    /// <param name="usual">What is taken where the address has none.</param>
    /// <param name="faults">Where to say what is wrong with the address.</param>
    public QuantityChoice Read(string? word, string flavor, QuantityChoice usual, ICollection<string> faults)
    {
        if (string.IsNullOrEmpty(word))
        {
            return usual;
        }

        if (Quantity.Parse(word).TryGet(out var quantity, out _) && Find(quantity, flavor) is { } found)
        {
            return found;
        }

        faults.Add($"The mappings in force have no quantity like that of the address: {usual.Title} is shown.");
        return usual;
    }

    /// <summary>The limits that judge a quantity.</summary>
    /// <param name="choice">The quantity.</param>
    /// <param name="cameras">The cameras that are shown.</param>
    /// <param name="flavors">Flavors that are shown.</param>
    /// <param name="programs">Programs that are shown; empty for none.</param>
    /// <returns>Null when nothing judges it, or when not all that is shown is judged by the same.</returns>
    public Threshold? LimitsOf(
        QuantityChoice choice,
        IReadOnlyCollection<CameraId> cameras,
        IReadOnlyCollection<string> flavors,
        IReadOnlyCollection<string> programs
    )
    {
        Threshold? common = null;
        foreach (var test in flavors.SelectMany(flavor => Judging(choice, flavor)))
        {
            // The reference of a count of fibers is lowered by those that are known to be broken; only a document says by how many.
            if (test.Elements.IsEmpty && cameras.Any(camera => mappings.DefectsOf(camera).BrokenFibers.Count > 0))
            {
                return null;
            }

            foreach (var limits in LimitsOf(test, cameras, programs))
            {
                if (common is not null && !AreSame(common, limits))
                {
                    return null;
                }

                common = limits;
            }
        }

        return common;
    }

    private static ImmutableArray<QuantityChoice> List(MappingSet mappings) =>
        [
            .. mappings
                .TrendMetrics.Values.OrderBy(metric => metric.DisplayName, StringComparer.Ordinal)
                .Select(metric => OfMetric(metric, mappings))
                .Where(choice => IsWritten(choice.Quantity)),
            .. OfExposures,
            .. Flavors
                .All.SelectMany(flavor =>
                    AllTests(mappings, flavor.Name())
                        .Select(pair =>
                            OfTest(pair.Test, pair.Stage, flavor == Flavor.Science ? "Tests of science" : $"Tests of {flavor.Name()} only")
                        )
                )
                .DistinctBy(choice => choice.Quantity)
                .Where(choice => IsWritten(choice.Quantity)),
        ];

    // What an address cannot say could not be chosen.
    private static bool IsWritten(Quantity quantity) => Quantity.Parse(quantity.ToString()).IsSuccess;

    private static QuantityChoice OfMetric(TrendMetric metric, MappingSet mappings)
    {
        var choice = new QuantityChoice(
            new Quantity(QuantityKind.Metric, metric.Key),
            metric.DisplayName,
            metric.Unit,
            "Followed over time"
        );
        var judging = Flavors
            .All.SelectMany(flavor => AllTests(mappings, flavor.Name(), isOncePerKey: false))
            .FirstOrDefault(pair => IsPathOf(metric, pair.Stage, pair.Test));
        return judging.Test is { } test
            ? choice with
            {
                Elements = test.Elements,
                Help = test.Help,
                Stage = judging.Stage,
                Test = test.Name,
            }
            : choice;
    }

    private static QuantityChoice OfTest(TestMapping test, string stage, string group) =>
        new(new Quantity(QuantityKind.Test, test.Test ?? test.Metric), test.DisplayName, test.Unit, group)
        {
            Elements = test.Elements,
            Help = test.Help,
            Stage = stage,
            Test = test.Name,
        };

    // A quality test may judge several values of which the first is stored under its name.
    private static IEnumerable<(TestMapping Test, string Stage)> AllTests(MappingSet mappings, string flavor, bool isOncePerKey = true)
    {
        if (!Flavors.Parse(flavor).TryGet(out var known, out _) || mappings.Flavors.GetValueOrDefault(known) is not { } mapping)
        {
            return [];
        }

        var tests = mapping.Stages.SelectMany(stage =>
            stage.Tests.Where(test => test.IsComputed).Select(test => (Test: test, Stage: stage.Name))
        );
        return isOncePerKey ? tests.DistinctBy(pair => pair.Test.Test ?? pair.Test.Metric) : tests;
    }

    private static bool IsPathOf(TrendMetric metric, string stage, TestMapping test) =>
        metric.Path is ["TASKS", var task, "METRICS", var key] && task == stage && key == test.Metric;

    private IEnumerable<(TestMapping Test, string Stage)> Tests(string key, string flavor) =>
        (flavor.Length == 0 ? Flavors.All.Select(known => known.Name()) : [flavor, .. Flavors.All.Select(known => known.Name())])
            .SelectMany(name => AllTests(mappings, name))
            .Where(pair => (pair.Test.Test ?? pair.Test.Metric) == key);

    private IEnumerable<TestMapping> Judging(QuantityChoice choice, string flavor) =>
        choice.Quantity.Kind switch
        {
            QuantityKind.Test => AllTests(mappings, flavor)
                .Where(pair => (pair.Test.Test ?? pair.Test.Metric) == choice.Quantity.Key)
                .Select(pair => pair.Test),
            QuantityKind.Metric when mappings.TrendMetrics.GetValueOrDefault(choice.Quantity.Key) is { } metric => AllTests(
                    mappings,
                    flavor,
                    isOncePerKey: false
                )
                .Where(pair => IsPathOf(metric, pair.Stage, pair.Test))
                .Select(pair => pair.Test),
            _ => [],
        };

    // What has no reference is not judged. Of a deviation that is the reference minus the value the ranges are turned, so that all are about values.
    private static IEnumerable<Threshold> LimitsOf(
        TestMapping test,
        IReadOnlyCollection<CameraId> cameras,
        IReadOnlyCollection<string> programs
    )
    {
        foreach (var camera in test.Limits is null ? [] : cameras)
        {
            foreach (var program in programs.Select(name => new ObservingProgram(name)))
            {
                if (
                    TestLimits.TryFind(test.Limits!.References, camera, program, out var reference)
                    && TestLimits.TryFind(test.Limits.Normal, camera, program, out var normal)
                    && TestLimits.TryFind(test.Limits.Warning, camera, program, out var warning)
                )
                {
                    yield return StatusRule.IsReversed(test.Metric)
                        ? new Threshold(reference, Turned(normal), Turned(warning))
                        : new Threshold(reference, new(normal.Low, normal.High), new(warning.Low, warning.High));
                }
            }
        }
    }

    private static ToleranceRange Turned(LimitRange range)
    {
        var (below, above) = range;
        return new ToleranceRange(-above, -below);
    }

    private static bool AreSame(Threshold one, Threshold other) =>
        one.Normal == other.Normal && one.Warning == other.Warning && one.Reference.AsSpan().SequenceEqual(other.Reference.AsSpan());
}
