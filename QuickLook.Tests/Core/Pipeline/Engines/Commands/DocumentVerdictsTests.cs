using System.Collections.Immutable;
using System.Text;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Pipeline.Engines.Commands;
using QuickLook.Core.Pipeline.Logging;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Tests.Core.Mappings;

namespace QuickLook.Tests.Core.Pipeline.Engines.Commands;

public sealed class DocumentVerdictsTests
{
    private const string Limits = "\"NOISE_AMP_NORMAL_RANGE\":[-1.1,1.1],\"NOISE_AMP_WARN_RANGE\":[-2,2],\"NOISE_AMP_REF\":[3,3,3,3]";
    private static readonly CameraId Camera = CameraId.Parse("b0").Value;

    [Theory]
    [InlineData("NORMAL", "[3,3,3,3]", null)]
    [InlineData("WARNING", "[3,3,3,4.5]", "amp D 4.50 e-, normal 1.90 - 4.10")]
    [InlineData("ALARM", "[3,3,3,9.25]", "amp D 9.25 e-, normal 1.90 - 4.10")]
    public async Task A_status_is_explained_by_the_value_and_the_limits_of_the_document(string word, string value, string? explanation)
    {
        var noise = await JudgeAsync($"\"NOISE_AMP_STATUS\":\"{word}\",\"NOISE_AMP\":{value}", Limits);

        noise.Quality.ShouldBe(Qualities.Parse(word));
        noise.Explanation.ShouldBe(explanation);
        noise.Limits.ShouldBe("normal 1.90 - 4.10");
        noise.Value!.ToJsonString().ShouldBe(value);
    }

    [Fact]
    public async Task A_status_that_our_rule_sees_otherwise_is_kept_and_told_to_be_the_engines_own()
    {
        var noise = await JudgeAsync("\"NOISE_AMP_STATUS\":\"ALARM\",\"NOISE_AMP\":[3,3,3,3]", Limits);

        noise.Quality.ShouldBe(Quality.Alarm);
        noise.Explanation!.ShouldStartWith("ALARM by the judgement of replay: ");
    }

    [Fact]
    public async Task An_unknown_status_stays_unknown_with_its_reason()
    {
        var noise = await JudgeAsync("\"NOISE_AMP_STATUS\":\"UNKNOWN\",\"NOISE_AMP\":[3,NaN,3,3]", Limits);

        noise.Quality.ShouldBe(Quality.Unknown);
        noise.Value!.ToJsonString().ShouldBe("[3,null,3,3]");
        noise.Explanation.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_status_of_the_log_that_the_document_does_not_have_is_not_computed()
    {
        var noise = await JudgeAsync(string.Empty, string.Empty, "2026-11-22 07:10:38,170 Get_RMS INFO : NOISE_AMP_STATUS: NORMAL");

        (noise.Quality, noise.Explanation).ShouldBe(
            (Quality.NotComputed, "the log says NORMAL, but the merged document has no NOISE_AMP_STATUS")
        );
    }

    [Fact]
    public async Task A_test_that_was_begun_and_left_nothing_is_not_computed_and_one_that_never_was_has_no_verdict()
    {
        (await JudgeAsync(string.Empty, string.Empty, "2026-11-22 07:10:38,170 QuickLook INFO : Running Get_RMS")).Quality.ShouldBe(
            Quality.NotComputed
        );
        (await JudgeAsync(string.Empty, string.Empty)).Quality.ShouldBe(Quality.None);
    }

    [Theory]
    [InlineData("\"NOISE_AMP_STATUS\":\"GREAT\"", "", Quality.Unknown)]
    [InlineData("\"NOISE_AMP_STATUS\":5,\"NOISE_AMP\":3", Limits, Quality.Unknown)]
    [InlineData("\"NOISE_AMP_STATUS\":[],\"NOISE_AMP\":[3]", Limits, Quality.None)]
    [InlineData("\"NOISE_AMP_STATUS\":null", "", Quality.None)]
    [InlineData("\"NOISE_AMP_STATUS\":\"ALARM\",\"NOISE_AMP\":{\"a\":[1]}", Limits, Quality.Alarm)]
    [InlineData("\"NOISE_AMP_STATUS\":\"ALARM\",\"NOISE_AMP\":[[1],[2]]", Limits, Quality.Alarm)]
    [InlineData("\"NOISE_AMP_STATUS\":\"ALARM\",\"NOISE_AMP\":[]", Limits, Quality.Alarm)]
    [InlineData("\"NOISE_AMP_STATUS\":\"ALARM\",\"NOISE_AMP\":[1,2]", Limits, Quality.Alarm)]
    [InlineData("\"NOISE_AMP_STATUS\":\"ALARM\",\"NOISE_AMP\":1e999", "\"NOISE_AMP_NORMAL_RANGE\":[1e999,2]", Quality.Alarm)]
    [InlineData(
        "\"NOISE_AMP_STATUS\":\"ALARM\",\"NOISE_AMP\":-9999",
        "\"NOISE_AMP_NORMAL_RANGE\":[5,-5],\"NOISE_AMP_WARN_RANGE\":[1],\"NOISE_AMP_REF\":{}",
        Quality.Alarm
    )]
    public async Task Whatever_stands_in_a_document_gives_a_verdict_and_never_harm(string metrics, string parameters, Quality quality) =>
        (await JudgeAsync(metrics, parameters)).Quality.ShouldBe(quality);

    [Fact]
    public async Task An_array_without_end_is_no_judged_value()
    {
        var noise = await JudgeAsync(
            $"\"NOISE_AMP_STATUS\":\"ALARM\",\"NOISE_AMP\":[{string.Join(',', Enumerable.Repeat("1", 100_000))}]",
            Limits
        );
        noise.Value.ShouldBeNull();
        noise.Explanation.ShouldBe("replay gave no NOISE_AMP");
    }

    [Fact]
    public async Task A_document_without_tasks_has_no_verdicts()
    {
        var mapping = (await MappingFiles.LoadAsync(MappingFiles.Original)).Flavors[Flavor.Zero];
        var verdicts = Judge(mapping, MergedQa.Read("{\"TASKS\":[1]}"u8.ToArray()).Value);
        verdicts.Select(verdict => verdict.Quality).Distinct().ShouldBe([Quality.None]);
    }

    private static async Task<TestJudged> JudgeAsync(string metrics, string parameters, params string[] log)
    {
        var mapping = (await MappingFiles.LoadAsync(MappingFiles.Original)).Flavors[Flavor.Zero];
        var text = $"{{\"TASKS\":{{\"CHECK_CCDs\":{{\"METRICS\":{{{metrics}}},\"PARAMS\":{{{parameters}}}}}}}}}";
        var document = MergedQa.Read(Encoding.UTF8.GetBytes(text)).Value;
        return Judge(mapping, document, log).Single(verdict => verdict.StatusKey == "NOISE_AMP_STATUS");
    }

    private static ImmutableArray<TestJudged> Judge(FlavorMapping mapping, MergedQa document, params string[] log)
    {
        using var reporter = new RunReporter(Camera, new GoldenRun.Recorder(), TimeProvider.System, file: null);
        var output = new OutputFollower(reporter, mapping, "replay");
        Array.ForEach(log, output.TakeError);
        return new DocumentVerdicts(mapping, output, "replay").Judge(document, TimeProvider.System.GetUtcNow(), Camera);
    }
}
