using QuickLook.Core.Benchmarks;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Tests.Web.Live;

namespace QuickLook.Tests.Core.Benchmarks;

public class StepMeterTests
{
    private static readonly CameraId Camera = CameraId.Parse("r0").Value;
    private readonly ManualTime time = new();

    [Fact]
    public void Each_step_and_test_gets_the_time_from_its_beginning_to_the_next_one()
    {
        var meter = new StepMeter(time);
        After(2, meter, Line("Reading input file"));
        After(1, meter, new StepStarted(default, Camera, "Preproc"));
        After(0, meter, Line("Running Preproc"));
        After(10, meter, Line("Running Get_RMS"));
        After(5, meter, Line("Running Get_RMS"));
        After(5, meter, new TestJudged(default, Camera, "Get_RMS", "NOISE_AMP_STATUS", Quality.Normal, null, null));
        After(1, meter, Line("Running Count_Pixels"));
        After(4, meter, new StepFinished(default, Camera, "Preproc"));
        After(0, meter, new StepStarted(default, Camera, "Flexure"));
        After(7, meter, new StepFinished(default, Camera, "Flexure"));
        time.Advance(TimeSpan.FromSeconds(3));

        meter
            .Finish()
            .Select(step => (step.Name, step.IsTest, step.Cost.WallSeconds))
            .ShouldBe([
                ("opening", false, 3),
                ("Preproc", false, 10),
                ("Get_RMS", true, 11),
                ("Count_Pixels", true, 4),
                ("Flexure", false, 7),
                ("closing", false, 3),
            ]);
    }

    [Fact]
    public void What_a_test_says_about_running_is_no_beginning()
    {
        var meter = new StepMeter(time);
        meter.Report(new LogLine(default, Camera, "Get_RMS", RunLogLevel.Info, "Running hot"));

        meter.Finish().Select(step => step.Name).ShouldBe(["opening", "closing"]);
    }

    private static LogLine Line(string text) => new(default, Camera, "QuickLook", RunLogLevel.Info, text);

    private void After(int seconds, StepMeter meter, RunEvent happened)
    {
        time.Advance(TimeSpan.FromSeconds(seconds));
        meter.Report(happened);
    }
}
