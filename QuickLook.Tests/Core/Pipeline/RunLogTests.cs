using System.Globalization;
using System.Text.RegularExpressions;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Pipeline.Logging;
using QuickLook.Core.Results;
using QuickLook.Tests.Core.Mappings;

namespace QuickLook.Tests.Core.Pipeline;

/// <summary>The run log against the complete logs that the original wrote for the same exposures.</summary>
public partial class RunLogTests
{
    [Theory]
    [MemberData(nameof(GoldenRun.All), MemberType = typeof(GoldenRun))]
    public async Task Lines_of_the_ccd_part_are_the_originals_in_the_originals_order(string set, int exposure, string camera)
    {
        var golden = GoldenRun.SetOf(set);
        var run = await GoldenRun.OfAsync(golden, exposure, camera, await MappingFiles.LoadAsync(MappingFiles.Original));

        var theirs = CcdPartOf(await File.ReadAllLinesAsync(golden.ExpectedLog(camera, exposure)));
        theirs.Count.ShouldBeGreaterThan(15);
        // The header check is ours.
        CcdPartOf(run.Log).Where(line => !line.Contains("Check_HDUs", StringComparison.Ordinal)).ShouldBe(theirs);
    }

    [Fact]
    public async Task Every_line_of_a_good_run_has_the_format_and_no_word_that_readers_take_for_trouble()
    {
        var run = await GoldenRun.OfAsync(
            GoldenRun.SetOf("A"),
            104,
            "z0",
            await MappingFiles.LoadAsync(MappingFiles.DemoOf(GoldenRun.SetOf("A")))
        );

        run.Log.ShouldAllBe(line => Line().IsMatch(line));
        run.Log.ShouldAllBe(line =>
            !line.Contains("ERROR", StringComparison.Ordinal) && !line.Contains("CRITICAL", StringComparison.Ordinal)
        );
        run.Log.Select(line => line[..23]).ShouldBeInOrder();
    }

    [Fact]
    public async Task The_observer_hears_every_line_in_order_with_steps_and_verdicts_at_their_places()
    {
        var run = await GoldenRun.OfAsync(GoldenRun.SetOf("A"), 101, "b0", await MappingFiles.LoadAsync(MappingFiles.Product));

        run.Events.OfType<LogLine>().Select(RunLogFormat.Format).ShouldBe(run.Log);
        string[] milestones =
        [
            .. run
                .Events.Select(each =>
                    each switch
                    {
                        StepStarted step => $"{step.Step} begins",
                        StepFinished step => $"{step.Step} ends",
                        TestJudged test => $"{test.Test} {test.Quality}",
                        _ => string.Empty,
                    }
                )
                .Where(text => text.Length > 0),
        ];
        milestones.ShouldBe([
            "Initialize begins",
            "Check_HDUs Normal",
            "Initialize ends",
            "Preproc begins",
            "Bias_From_Overscan Normal",
            "Get_RMS Normal",
            "Count_Pixels Normal",
            "Preproc ends",
        ]);
        var noise = run.Events.OfType<TestJudged>().Single(test => test.Test == "Get_RMS");
        noise.StatusKey.ShouldBe("NOISE_AMP_STATUS");
        noise.Value!.AsArray().Count.ShouldBe(4);
        noise.Explanation.ShouldBeNull();
    }

    [Fact]
    public void A_message_of_several_lines_is_one_line_each_and_cannot_forge_or_flood()
    {
        RunLogFormat.Lines("a\r\nb\nc").ShouldBe(["a", "b", "c"]);
        RunLogFormat.Lines("a\tb\u0007").ShouldHaveSingleItem().ShouldBe("a b ");
        RunLogFormat.Lines(new string('x', 100_000)).ShouldHaveSingleItem().Length.ShouldBeLessThan(2100);
    }

    [Fact]
    public void Times_are_utc_with_milliseconds_after_a_comma()
    {
        var at = DateTimeOffset.Parse("2019-01-28T05:00:01.1239-07:00", CultureInfo.InvariantCulture);
        var line = new LogLine(at, default, "QuickLook", RunLogLevel.Info, "Starting to run step Preproc");
        RunLogFormat.Format(line).ShouldBe("2019-01-28 12:00:01,123 QuickLook INFO : Starting to run step Preproc");
    }

    /// <summary>
    /// Logger, level and text of the lines of driver, set-up and CCD tests, without what belongs to later steps: Calc_XWSigma, the fiber flat,
    /// and everything from the step Flexure on up to the end of the pipeline. Folders are left out.
    /// </summary>
    private static List<string> CcdPartOf(string[] lines)
    {
        var part = new List<string>();
        var isLater = false;
        foreach (var line in lines)
        {
            var match = Line().Match(line);
            var logger = match.Groups["logger"].Value;
            if (!match.Success || logger is "Preproc" or "Initialize" || logger.StartsWith("desiutil", StringComparison.Ordinal))
            {
                continue;
            }

            var text = match.Groups["text"].Value;
            isLater =
                (isLater || text == "Starting to run step Flexure")
                && !text.StartsWith("Pipeline processing finished", StringComparison.Ordinal);
            var isOfFibers =
                logger == "Calc_XWSigma"
                || text.EndsWith("Calc_XWSigma", StringComparison.Ordinal)
                || text.Contains("iberflat", StringComparison.Ordinal)
                || text.Contains("FiberFlat", StringComparison.Ordinal);
            // The heartbeat says again what has been running for 5 s; whose machine is slower is not the matter here.
            var entry = $"{logger} {match.Groups["level"].Value} : {Folders().Replace(text, "${name}")}";
            if (!isLater && !isOfFibers && (part.Count == 0 || part[^1] != entry))
            {
                part.Add(entry);
            }
        }

        return part;
    }

    [GeneratedRegex(
        @"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (?<logger>\S+) (?<level>INFO|WARNING|ERROR|CRITICAL) : (?<text>.*)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Line();

    [GeneratedRegex(@"\S*/(?<name>[^/\s]+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Folders();
}
