using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Pipeline;

/// <summary>Known broken fibers and amplifiers (cameras.json) in whole runs: excluded from judgement, shown as absent by design.</summary>
public sealed class AbsentByDesignTests
{
    [Fact]
    public async Task Known_broken_fibers_are_counted_nowhere_and_said_beside_the_limits()
    {
        var run = await GoldenRun.OfAsync(GoldenSet.A, 103, "r0", await MappingFiles.LoadAsync(MappingFiles.LimitsOf(GoldenSet.A)));

        var judged = run.Events.OfType<TestJudged>().Single(test => test.StatusKey == "NGOODFIB_STATUS");
        judged.Quality.ShouldBe(Quality.Normal);
        judged.Limits.ShouldBe("normal 70 - 76, 2 absent by design");
        var document = JsonNode.Parse(run.Outcome.MergedQa!.Value.Span)!;
        var fibers = document["TASKS"]!["CHECK_FIBERS"]!;
        fibers["METRICS"]!["NGOODFIB"]!.GetValue<int>().ShouldBe(73);
        fibers["METRICS"]!["GOOD_FIBERS"]![31].ShouldBeNull();
        fibers["METRICS"]!["GOOD_FIBERS"]![58].ShouldBeNull();
        fibers["PARAMS"]!["NGOODFIB_REF"]![0]!.GetValue<double>().ShouldBe(73, "the reference that judged");
        document["TASKS"]!["CHECK_FIBERFLAT"]!["METRICS"]!["FLATMEAN"]![58].ShouldBeNull();
        document["GENERAL_INFO"]!["KNOWN_BROKEN_FIBERS"]!.ToJsonString().ShouldBe("[31,58]");
    }

    [Fact]
    public async Task Without_the_entry_the_same_fibers_are_an_alarm()
    {
        var mappings = await MappingFiles.LoadAsync(MappingFiles.LimitsOf(GoldenSet.A));

        var run = await GoldenRun.OfAsync(GoldenSet.A, 103, "r0", WithDefects(mappings, KnownDefects.None));

        run.Events.OfType<TestJudged>().Single(test => test.StatusKey == "CHECKFLAT_STATUS").Quality.ShouldBe(Quality.Alarm);
    }

    [Fact]
    public async Task A_known_broken_amplifier_keeps_its_values_and_is_not_judged()
    {
        var mappings = MappingChanges.OfTest(
            await MappingFiles.LoadAsync(MappingFiles.LimitsOf(GoldenSet.A)),
            Flavor.Zero,
            "Bias_From_Overscan",
            test => test with { Limits = test.Limits! with { References = FarOffInC(test.Limits) } }
        );

        var judgedAll = await BiasOf(WithDefects(mappings, KnownDefects.None));
        var without = await BiasOf(WithDefects(mappings, new KnownDefects { BrokenAmplifiers = [Amplifier.C] }));

        judgedAll.Quality.ShouldBe(Quality.Alarm);
        without.Quality.ShouldBe(Quality.Normal);
        without.Limits.ShouldEndWith(", C absent by design");
        without.Value.ShouldBeOfType<JsonArray>().Count.ShouldBe(4);
    }

    [Fact]
    public async Task The_compatibility_profile_judges_everything()
    {
        var mappings = await MappingFiles.LoadAsync(MappingFiles.LimitsOf(GoldenSet.A));

        var run = await GoldenRun.OfAsync(GoldenSet.A, 103, "r0", mappings, profile: EngineProfile.Desispec);

        run.Events.OfType<TestJudged>().Single(test => test.StatusKey == "CHECKFLAT_STATUS").Quality.ShouldBe(Quality.Alarm);
    }

    private static async Task<TestJudged> BiasOf(MappingSet mappings)
    {
        var run = await GoldenRun.OfAsync(GoldenSet.A, 101, "r0", mappings);
        return run.Events.OfType<TestJudged>().Single(test => test.StatusKey == "BIAS_AMP_STATUS");
    }

    private static MappingSet WithDefects(MappingSet set, KnownDefects defects) =>
        set with
        {
            KnownDefects = set.KnownDefects.SetItem(CameraId.Parse("r0").Value, defects),
        };

    private static ImmutableDictionary<LimitScope, ImmutableArray<double>> FarOffInC(TestLimits limits) =>
        limits.References.ToImmutableDictionary(entry => entry.Key, entry => entry.Value.SetItem(2, 1000));
}
