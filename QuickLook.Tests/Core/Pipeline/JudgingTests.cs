using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline;
using QuickLook.Core.QualityTests;
using QuickLook.Core.Results;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Pipeline;

/// <summary>What a run makes of a test's result: verdict, document, log and events. The exposure is the golden zero of camera b0.</summary>
public class JudgingTests
{
    private const string Bias = "Bias_From_Overscan";
    private static readonly CameraId B0 = CameraId.Parse("b0").Value;

    [Fact]
    public async Task A_broken_amplifier_is_not_judged_and_is_named_in_the_document()
    {
        // Bias levels of b0: 185.1, 177.8, 128.2, 167.1 ADU (Golden/README.md); amplifier 3 is out of these limits.
        var run = await RunAsync(Broken(Amplifier.C), limits: Limits([185, 178, 250, 167], 5, 10));

        Document(run)["GENERAL_INFO"]!["KNOWN_BROKEN_AMPLIFIERS"]!.ToJsonString().ShouldBe("[\"C\"]");
        var judged = Judged(run);
        judged.Quality.ShouldBe(Quality.Normal);
        judged.Value!.AsArray().Count.ShouldBe(4, "what was measured is kept");
    }

    [Fact]
    public async Task An_amplifier_that_was_not_read_out_is_unknown_unless_it_is_broken_by_design()
    {
        var profile = With(
            new ScriptedTest(Bias, () => new QualityTestResult(new JsonObject { ["BIAS_AMP"] = new JsonArray(150, 151, null, 149) }, []))
        );

        var unexpected = Judged(await RunAsync(Whole, profile));
        (unexpected.Quality, unexpected.Explanation).ShouldBe((Quality.Unknown, "amp C has no value"));
        Judged(await RunAsync(Broken(Amplifier.C), profile)).Quality.ShouldBe(Quality.Normal);
    }

    [Fact]
    public async Task The_original_knows_no_broken_amplifier_and_so_does_its_profile()
    {
        var run = await RunAsync(Broken(Amplifier.C), EngineProfile.Desispec, Limits([185, 178, 250, 167], 5, 10));

        Judged(run).Quality.ShouldBe(Quality.Alarm);
        Document(run)["GENERAL_INFO"]!.AsObject().ContainsKey("KNOWN_BROKEN_AMPLIFIERS").ShouldBeFalse();
    }

    [Fact]
    public async Task Broken_fibers_are_written_with_their_numbers_in_the_focal_plane()
    {
        var set = (await MappingFiles.LoadAsync(MappingFiles.Product)) with
        {
            KnownDefects = ImmutableDictionary<CameraId, KnownDefects>.Empty.Add(B0, new KnownDefects { BrokenFibers = [58, 31] }),
        };
        var run = await GoldenRun.OfAsync(GoldenSet.A, 101, "b0", set);

        Document(run)["GENERAL_INFO"]!["KNOWN_BROKEN_FIBERS"]!.ToJsonString().ShouldBe("[31,58]");
        Document(run)["GENERAL_INFO"]!.AsObject().ContainsKey("KNOWN_BROKEN_AMPLIFIERS").ShouldBeFalse();
    }

    [Fact]
    public async Task Where_all_amplifiers_are_broken_nothing_is_judged()
    {
        var run = await RunAsync(Broken(Amplifier.A, Amplifier.B, Amplifier.C, Amplifier.D));

        ShouldBePassedOver(run, "BIAS_AMP is absent by design");
        run.Outcome.Quality.ShouldBe(Quality.Normal, "the header check");
    }

    [Fact]
    public async Task A_test_that_does_not_apply_has_no_verdict_and_its_reason_is_in_the_log_and_on_the_screens()
    {
        var profile = With(new ScriptedTest(Bias, () => new QualityTestResult([], []) { NotApplicable = "b cameras have no r band" }));
        var run = await RunAsync(Whole, profile);

        ShouldBePassedOver(run, "b cameras have no r band");
        run.Outcome.State.ShouldBe(RunState.Succeeded);
        run.Outcome.Quality.ShouldBe(Quality.Normal);
    }

    [Fact]
    public async Task A_test_that_the_profile_lacks_is_passed_over()
    {
        var profile = EngineProfile.Desispec with
        {
            Tests = EngineProfile.Desispec.Tests.Where(test => test.Key != Bias).ToFrozenDictionary(StringComparer.Ordinal),
        };
        var run = await RunAsync(Whole, profile);

        ShouldBePassedOver(run, "the profile desispec has no such test");
        run.Outcome.State.ShouldBe(RunState.Succeeded);
    }

    [Fact]
    public async Task Elements_that_depend_on_the_exposure_are_named_by_the_test()
    {
        var profile = With(
            new ScriptedTest(
                Bias,
                () =>
                    new QualityTestResult(new JsonObject { ["BIAS_AMP"] = new JsonArray(150, 300) }, [])
                    {
                        Elements = ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("BIAS_AMP", ["ELG", "STAR"]),
                    }
            )
        );
        // Broken amplifiers are not target types: position 1 is judged.
        var run = await RunAsync(Broken(Amplifier.B), profile, Limits([150, 160], 40, 60));

        var judged = Judged(run);
        judged.Explanation.ShouldBe("STAR 300 ADU, normal 120 - 200");
        judged
            .Limits.Replace("\u2060", string.Empty, StringComparison.Ordinal)
            .Replace('\u00a0', ' ')
            .ShouldBe("normal ELG 110 - 190, STAR 120 - 200");
    }

    [Fact]
    public async Task What_is_broken_is_not_missing_in_a_number_and_the_document_has_the_reference_that_was_used()
    {
        var profile = With(
            new ScriptedTest(
                Bias,
                () =>
                    new QualityTestResult(new JsonObject { ["BIAS_AMP"] = 490 }, [])
                    {
                        AbsentByDesign = ImmutableDictionary<string, int>.Empty.Add("BIAS_AMP", 8),
                    }
            )
        );
        var run = await RunAsync(Whole, profile, Limits([500], 3, 4));

        Judged(run).Quality.ShouldBe(Quality.Normal);
        Judged(run).Limits.ShouldBe("normal 489 - 495, 8 absent by design");
        Document(run)["TASKS"]!["CHECK_CCDs"]!["PARAMS"]!["BIAS_AMP_REF"]!.ToJsonString().ShouldBe("[492.0]");
    }

    [Fact]
    public async Task Each_metric_by_fiber_says_which_list_of_fibers_it_belongs_to()
    {
        var profile = With(
            new ScriptedTest(Bias, () => ByFiber("BIAS_AMP", "SKYFIBERID")),
            new ScriptedTest("Get_RMS", () => ByFiber("NOISE_AMP", "FIBERID"))
        );
        var run = await RunAsync(Whole, profile);

        var fibersOf = Document(run)["TASKS"]!["CHECK_CCDs"]!["METRICS"]!["FIBERS_OF"]!.AsObject();
        fibersOf
            .ToDictionary(entry => entry.Key, entry => entry.Value!.GetValue<string>())
            .ShouldBe(new Dictionary<string, string> { ["BIAS_AMP"] = "SKYFIBERID", ["NOISE_AMP"] = "FIBERID" }, ignoreOrder: true);

        static QualityTestResult ByFiber(string metric, string list) =>
            new(new JsonObject { [metric] = new JsonArray(1, 2), [list] = new JsonArray(7, 9) }, [])
            {
                FibersOf = ImmutableDictionary<string, string>.Empty.Add(metric, list),
            };
    }

    private static KnownDefects Whole => KnownDefects.None;

    private static KnownDefects Broken(params ReadOnlySpan<Amplifier> amplifiers) => new() { BrokenAmplifiers = [.. amplifiers] };

    private static EngineProfile With(params ScriptedTest[] tests) =>
        EngineProfile.QuickLook with
        {
            Tests = EngineProfile
                .QuickLook.Tests.Values.Where(test => Array.TrueForAll(tests, scripted => scripted.Name != test.Name))
                .Concat(tests)
                .ToFrozenDictionary(test => test.Name, StringComparer.Ordinal),
        };

    private static TestLimits Limits(ImmutableArray<double> reference, double normal, double warning) =>
        new()
        {
            References = Everywhere(reference),
            Normal = Everywhere(new LimitRange(-normal, normal)),
            Warning = Everywhere(new LimitRange(-warning, warning)),
        };

    private static ImmutableDictionary<LimitScope, T> Everywhere<T>(T value) =>
        ImmutableDictionary<LimitScope, T>.Empty.Add(LimitScope.General, value);

    /// <summary>Initialize with the header check, and Preproc with the tests of bias and noise.</summary>
    private static async Task<GoldenRun> RunAsync(KnownDefects defects, EngineProfile? profile = null, TestLimits? limits = null)
    {
        var set = MappingChanges.OfRecipe(
            await MappingFiles.LoadAsync(MappingFiles.Product),
            Flavor.Zero,
            recipe =>
                [
                    recipe[0],
                    recipe[1] with
                    {
                        Tests = [Bias, .. profile?.Tests["Get_RMS"] is ScriptedTest ? ["Get_RMS"] : Array.Empty<string>()],
                    },
                ]
        );
        set = MappingChanges.OfTest(set, Flavor.Zero, Bias, test => test with { Limits = limits ?? test.Limits }) with
        {
            KnownDefects = ImmutableDictionary<CameraId, KnownDefects>.Empty.Add(B0, defects),
        };
        return await GoldenRun.OfAsync(GoldenSet.A, 101, "b0", set, profile: profile);
    }

    private static TestJudged Judged(GoldenRun run) => run.Events.OfType<TestJudged>().Single(test => test.Test == Bias);

    private static JsonNode Document(GoldenRun run) => JsonNode.Parse(run.Outcome.MergedQa!.Value.Span)!;

    private static void ShouldBePassedOver(GoldenRun run, string reason)
    {
        var judged = Judged(run);
        (judged.Quality, judged.Explanation, judged.StatusKey).ShouldBe((Quality.None, reason, "BIAS_AMP_STATUS"));
        run.Log.Count(line => line.EndsWith($"QuickLook INFO : {Bias}: {reason}", StringComparison.Ordinal)).ShouldBe(1);
        run.Log.ShouldAllBe(line => !line.Contains("BIAS_AMP_STATUS", StringComparison.Ordinal));
        Document(run)["TASKS"]!["CHECK_CCDs"]!["METRICS"]!.AsObject().ContainsKey("BIAS_AMP_STATUS").ShouldBeFalse();
    }
}
