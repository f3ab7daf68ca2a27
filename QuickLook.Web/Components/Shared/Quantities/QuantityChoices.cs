using System.Collections.Immutable;
using QuickLook.Core.Analysis;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.Storage.Trends;

namespace QuickLook.Web.Components.Shared.Quantities;

/// <summary>
/// What can be looked at over time: trend metrics, judged tests and values of the exposure, as the mappings in force have them. A test that judges one value is called
/// by its name, <c>test-Get_RMS</c>; of one that judges several each value is called by its own, <c>test-LAMP_LEVEL</c>, and the name of the test means the first.
/// </summary>
public sealed class QuantityChoices
{
    /// <summary>Elements of a quantity that are told apart at most.</summary>
    public const int MostElements = 64;

    // Unit of what counts them.
    private const string Fibers = "fibers";

    private static readonly ImmutableArray<QuantityChoice> OfExposures =
    [
        new(Quantity.Airmass, "AIRMASS", string.Empty, "Of the exposure") { Help = "Airmass in the header of the raw exposure." },
        new(Quantity.Seeing, "SEEING", "arcsec", "Of the exposure") { Help = "Seeing in the header of the raw exposure." },
        new(Quantity.ExposureTime, "EXPOSURE TIME", "s", "Of the exposure") { Help = "Exposure time in the header of the raw exposure." },
    ];

    private readonly MappingSet mappings;
    private readonly ImmutableArray<QuantityChoice> all;

    // The first value of every test that judges several, by the name of the test.
    private readonly ImmutableDictionary<string, Quantity> firsts;

    /// <summary>Lists them.</summary>
    /// <param name="mappings">The mappings.</param>
    public QuantityChoices(MappingSet mappings)
    {
        this.mappings = mappings;
        firsts = Flavors
            .All.SelectMany(flavor => AllTests(mappings, flavor.Name()))
            .GroupBy(pair => NameOf(pair.Test), pair => pair.Test.StatusKey, StringComparer.Ordinal)
            .Where(group => group.Distinct(StringComparer.Ordinal).Count() > 1)
            .ToImmutableDictionary(group => group.Key, group => OfValue(group.First()), StringComparer.Ordinal);
        all = List();
    }

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
        var called = quantity.Kind == QuantityKind.Test ? firsts.GetValueOrDefault(quantity.Key, quantity) : quantity;
        var listed = all.FirstOrDefault(choice => choice.Quantity == called);
        return
            listed is not null
            && called.Kind == QuantityKind.Test
            && Tests(called, flavor).FirstOrDefault() is { Test: { } test, Stage: { } stage }
            ? OfTest(test, stage, listed.Group)
            : listed;
    }

    /// <summary>True when a flavor has a test.</summary>
    /// <param name="test">The test's quantity.</param>
    /// <param name="flavor">The flavor.</param>
    public bool HasTest(Quantity test, string flavor) => AllTests(mappings, flavor).Any(pair => QuantityOf(pair.Test) == test);

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
            if (test.Unit == Fibers && cameras.Any(camera => mappings.DefectsOf(camera).BrokenFibers.Count > 0))
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

    private ImmutableArray<QuantityChoice> List() =>
        [
            .. mappings
                .TrendMetrics.Values.OrderBy(metric => metric.DisplayName, StringComparer.Ordinal)
                .Select(OfMetric)
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

    private QuantityChoice OfMetric(TrendMetric metric)
    {
        var choice = new QuantityChoice(
            new Quantity(QuantityKind.Metric, metric.Key),
            metric.DisplayName,
            metric.Unit,
            "Followed over time"
        );
        var judging = Flavors
            .All.SelectMany(flavor => AllTests(mappings, flavor.Name()))
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

    private QuantityChoice OfTest(TestMapping test, string stage, string group) =>
        new(QuantityOf(test), test.DisplayName, test.Unit, group)
        {
            Elements = test.Elements,
            Help = test.Help,
            Stage = stage,
            Test = test.Name,
        };

    private Quantity QuantityOf(TestMapping test) =>
        firsts.ContainsKey(NameOf(test)) ? OfValue(test.StatusKey) : new Quantity(QuantityKind.Test, NameOf(test));

    private static Quantity OfValue(string statusKey) => new(QuantityKind.Test, TrendStore.ValueOf(statusKey));

    private static string NameOf(TestMapping test) => test.Test ?? test.Metric;

    private static IEnumerable<(TestMapping Test, string Stage)> AllTests(MappingSet mappings, string flavor) =>
        Flavors.Parse(flavor).TryGet(out var known, out _) && mappings.Flavors.GetValueOrDefault(known) is { } mapping
            ? mapping.Stages.SelectMany(stage => stage.Tests.Where(test => test.IsComputed).Select(test => (Test: test, Stage: stage.Name)))
            : [];

    private static bool IsPathOf(TrendMetric metric, string stage, TestMapping test) =>
        metric.Path is ["TASKS", var task, "METRICS", var key] && task == stage && key == test.Metric;

    private IEnumerable<(TestMapping Test, string Stage)> Tests(Quantity quantity, string flavor) =>
        (flavor.Length == 0 ? Flavors.All.Select(known => known.Name()) : [flavor, .. Flavors.All.Select(known => known.Name())])
            .SelectMany(name => AllTests(mappings, name))
            .Where(pair => QuantityOf(pair.Test) == quantity);

    private IEnumerable<TestMapping> Judging(QuantityChoice choice, string flavor) =>
        choice.Quantity.Kind switch
        {
            QuantityKind.Test => AllTests(mappings, flavor)
                .Where(pair => QuantityOf(pair.Test) == choice.Quantity)
                .Select(pair => pair.Test),
            QuantityKind.Metric when mappings.TrendMetrics.GetValueOrDefault(choice.Quantity.Key) is { } metric => AllTests(
                    mappings,
                    flavor
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
