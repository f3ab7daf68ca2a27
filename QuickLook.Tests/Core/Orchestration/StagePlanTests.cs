using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration.Tracking;

namespace QuickLook.Tests.Core.Orchestration;

/// <summary>Stages and steps of the original's science flavor: features.md 2.5, pipeline.md 6.2.</summary>
public sealed class StagePlanTests
{
    private static readonly string[] Science =
    [
        "Initialize",
        "Preproc",
        "Flexure",
        "Extract_QP",
        "ApplyFiberFlat_QP",
        "SkySub_QP",
        "ApplyFluxCalibration",
    ];

    [Fact]
    public void A_stage_has_the_steps_from_its_start_text_to_before_its_end_text()
    {
        var plan = StagePlan.Of(Mapping(Science));

        plan.Stages.Select(stage => string.Join(' ', stage.Steps.Select(step => step.Name)))
            .ShouldBe(["Initialize Preproc", "Flexure Extract_QP", "ApplyFiberFlat_QP SkySub_QP ApplyFluxCalibration"]);
        plan.StageOf("SkySub_QP").ShouldBe(2);
        plan.StageOf("Unheard_Of").ShouldBe(-1);
    }

    [Fact]
    public void Steps_before_the_first_start_text_belong_to_the_first_stage() =>
        StagePlan.Of(Mapping("Preproc", "Flexure")).StageOf("Preproc").ShouldBe(0);

    [Fact]
    public void A_stage_without_steps_has_no_work_but_one_unit_so_that_a_fraction_can_be_shown()
    {
        var plan = StagePlan.Of(Mapping("Initialize", "Preproc"));

        plan.Stages[1].Steps.ShouldBeEmpty();
        plan.Stages[1].Units.ShouldBe(1);
        plan.Stages[0].Units.ShouldBe(4, "two steps with one test each");
    }

    private static FlavorMapping Mapping(params string[] steps) =>
        new()
        {
            Flavor = Flavor.Science,
            Stages =
            [
                Stage("CHECK_CCDs", "Initialize", "Starting to run step Flexure"),
                Stage("CHECK_FIBERS", "Flexure", "Starting to run step ApplyFiberFlat_QP"),
                Stage("CHECK_SPECTRA", "ApplyFiberFlat_QP", "Pipeline completed"),
            ],
            Recipe =
            [
                .. steps.Select(step => new RecipeStep
                {
                    Name = step,
                    Tests = [$"Test_{step}"],
                    Parameters = [],
                }),
            ],
        };

    private static StageMapping Stage(string name, string firstStep, string end) =>
        new()
        {
            Name = name,
            DisplayName = name,
            StartText = $"Starting to run step {firstStep}",
            EndText = end,
            Tests = [],
        };
}
