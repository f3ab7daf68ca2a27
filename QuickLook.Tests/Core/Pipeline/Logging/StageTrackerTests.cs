using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Pipeline.Logging;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Tests.Core.Mappings;

namespace QuickLook.Tests.Core.Pipeline.Logging;

public class StageTrackerTests
{
    [Theory]
    [MemberData(nameof(GoldenRun.All), MemberType = typeof(GoldenRun))]
    public async Task The_originals_log_tells_the_stages_and_statuses_of_its_document(string set, int exposure, string camera)
    {
        var golden = GoldenRun.SetOf(set);
        var document = MergedQa.Read(await File.ReadAllBytesAsync(golden.ExpectedMerged(camera, exposure))).Value;
        var mapping = (await MappingFiles.LoadAsync(MappingFiles.Original)).Flavors[document.Flavor!.Value];

        var events = Follow(mapping, await File.ReadAllLinesAsync(golden.ExpectedLog(camera, exposure)));

        string[] stages = [.. mapping.Stages.Select(stage => stage.Name)];
        document.Stages.Order().ShouldBe(stages.Order());
        events.Where(each => each is not StatusLogged).ShouldBe(stages.SelectMany(Whole));
        foreach (var stage in stages)
        {
            // A test that failed left no key in the document (Golden/README.md: Trace_Shifts in set A).
            var logged = events.OfType<StatusLogged>().Where(status => status.Stage == stage).ToList();
            logged
                .Where(status => status.Quality != Quality.NotComputed)
                .OrderBy(status => status.StatusKey, StringComparer.Ordinal)
                .Select(status => (status.StatusKey, status.Quality))
                .ShouldBe(document.StatusesOf(stage).Select(status => (status.Key, status.Value)), stage);
            logged
                .Where(status => status.Quality == Quality.NotComputed)
                .Select(status => status.StatusKey)
                .ShouldBe(set == "A" && stage == "CHECK_FIBERS" ? ["XYSHIFTS_STATUS"] : []);
            logged.ShouldAllBe(status =>
                events.IndexOf(status) > events.IndexOf(new StageBegan(stage))
                && events.IndexOf(status) < events.IndexOf(new StageEnded(stage))
            );
        }
    }

    [Theory]
    [MemberData(nameof(GoldenRun.All), MemberType = typeof(GoldenRun))]
    public async Task In_the_compatibility_profile_our_log_tells_the_same_as_the_originals(string set, int exposure, string camera)
    {
        var (ours, theirs) = await FollowBothAsync(set, exposure, camera, EngineProfile.Desispec);

        ours.ShouldBe(theirs);
    }

    [Theory]
    [MemberData(nameof(GoldenRun.All), MemberType = typeof(GoldenRun))]
    public async Task Our_log_tells_the_same_stages_as_the_originals(string set, int exposure, string camera)
    {
        var (ours, theirs) = await FollowBothAsync(set, exposure, camera, EngineProfile.QuickLook);

        ours.Where(each => each is not StatusLogged).ShouldBe(theirs.Where(each => each is not StatusLogged));
        // The r band is seen by the r cameras only; the original says NORMAL of the others.
        ours.OfType<StatusLogged>()
            .Select(status => status.StatusKey)
            .ShouldBe(
                theirs.OfType<StatusLogged>().Select(status => status.StatusKey).Where(key => key != "SKYRBAND_STATUS" || camera[0] == 'r')
            );
    }

    private static async Task<(IReadOnlyList<StageEvent> Ours, IReadOnlyList<StageEvent> Theirs)> FollowBothAsync(
        string set,
        int exposure,
        string camera,
        EngineProfile profile
    )
    {
        var golden = GoldenRun.SetOf(set);
        var mappings = await MappingFiles.LoadAsync(MappingFiles.Original);
        var run = await GoldenRun.OfAsync(golden, exposure, camera, mappings, profile: profile);
        var mapping = mappings.Flavors[MergedQa.Read(run.Outcome.MergedQa!.Value).Value.Flavor!.Value];
        var theirs = Follow(mapping, await File.ReadAllLinesAsync(golden.ExpectedLog(camera, exposure)));

        // The header check is ours, and what the original could not compute is no rule for us.
        string[] incomparable =
        [
            "CHECKHDUS_STATUS",
            .. theirs.OfType<StatusLogged>().Where(status => status.Quality == Quality.NotComputed).Select(status => status.StatusKey),
        ];
        return (Comparable(Follow(mapping, run.Log)), Comparable(theirs));

        IReadOnlyList<StageEvent> Comparable(IEnumerable<StageEvent> events) =>
            [.. events.Where(each => each is not StatusLogged status || !incomparable.Contains(status.StatusKey))];
    }

    [Fact]
    public async Task A_stage_is_broken_by_the_run_itself_and_not_by_an_algorithm_or_a_test()
    {
        var events = await FollowArcAsync(
            "2020-11-08 01:02:03,004 QuickLook INFO : Starting to run step Initialize",
            "ERROR:preproc.py:184:calc_overscan: error in sigma clipping for overscan measurement, return result without clipping",
            "2020-11-08 01:02:03,004 desiutil.log.dlm58.info CRITICAL : the camera has no CTE table",
            "2020-11-08 01:02:03,004 Get_RMS CRITICAL : QL Get_RMS : REFERENCE(4) and RESULT(2) are of different length!",
            "2020-11-08 01:02:03,004 QuickLook INFO : Wrote file /data/ERROR/CRITICAL.fits",
            "Traceback (most recent call last):",
            "2020-11-08 01:02:04,004 QuickLook CRITICAL : Failed to run PA Preproc error was no CCDSEC3 keyword",
            "Failed to run PA Preproc",
            "2020-11-08 01:02:04,004 QuickLook ERROR : and again",
            "2020-11-08 01:02:04,004 QuickLook INFO : Starting to run step Flexure"
        );

        events.ShouldBe([
            new StageBegan("CHECK_CCDs"),
            new RunBroken("CHECK_CCDs", "Failed to run PA Preproc error was no CCDSEC3 keyword"),
        ]);
    }

    [Theory]
    [InlineData("File does not exist: /raw/20201107/00000104/fibermap-00000104.fits")]
    [InlineData("2020-11-08 01:02:03,004 QLConfig CRITICAL : File does not exist: /raw/20201107/00000104/fibermap-00000104.fits")]
    public async Task A_missing_file_breaks_the_run_before_any_stage(string line) =>
        (await FollowArcAsync(line)).ShouldBe([new RunBroken(null, "File does not exist: /raw/20201107/00000104/fibermap-00000104.fits")]);

    [Fact]
    public async Task A_line_that_comes_twice_counts_once_and_a_changed_verdict_counts_again()
    {
        var events = await FollowArcAsync(
            "2020-11-08 01:02:03,004 QuickLook INFO : Starting to run step Initialize",
            "2020-11-08 01:02:03,004 QuickLook INFO : Starting to run step Initialize",
            "2020-11-08 01:02:03,004 Get_RMS INFO : NOISE_AMP_STATUS: UNKNOWN",
            "INFO:qa.py:1:Get_RMS: NOISE_AMP_STATUS: UNKNOWN",
            "2020-11-08 01:02:03,004 Get_RMS INFO : NOISE_AMP_STATUS: NORMAL",
            "2020-11-08 01:02:03,004 Other INFO : MY_NOISE_AMP_STATUS: ALARM"
        );

        events.ShouldBe([
            new StageBegan("CHECK_CCDs"),
            new StatusLogged("CHECK_CCDs", "NOISE_AMP_STATUS", Quality.Unknown),
            new StatusLogged("CHECK_CCDs", "NOISE_AMP_STATUS", Quality.Normal),
        ]);
    }

    [Fact]
    public async Task A_test_that_failed_is_not_computed()
    {
        var events = await FollowArcAsync("2020-11-08 01:02:03,004 QuickLook WARNING : Failed to run QA Get_RMS. Got Exception no image");

        events.ShouldHaveSingleItem().ShouldBe(new StatusLogged("CHECK_CCDs", "NOISE_AMP_STATUS", Quality.NotComputed));
    }

    private static async Task<List<StageEvent>> FollowArcAsync(params string[] lines) =>
        Follow((await MappingFiles.LoadAsync(MappingFiles.Original)).Flavors[Flavor.Arc], lines);

    private static List<StageEvent> Follow(FlavorMapping mapping, IEnumerable<string> lines)
    {
        var tracker = new StageTracker(mapping);
        return [.. lines.SelectMany(line => tracker.Read(line))];
    }

    private static IEnumerable<StageEvent> Whole(string stage) => [new StageBegan(stage), new StageEnded(stage)];
}
