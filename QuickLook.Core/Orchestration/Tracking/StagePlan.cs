using System.Collections.Immutable;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline.Logging;

namespace QuickLook.Core.Orchestration.Tracking;

/// <summary>
/// Which recipe steps belong to which stage of a flavor. A stage begins with the step whose log line holds its start text and ends before the step
/// whose line holds its end text; the line of a step is <c>Starting to run step NAME</c> (pipeline.md 6.2).
/// </summary>
internal sealed class StagePlan
{
    private readonly Dictionary<string, int> stageOfStep = new(StringComparer.Ordinal);

    private StagePlan(ImmutableArray<PlannedStage> stages)
    {
        Stages = stages;
        for (var index = 0; index < stages.Length; index++)
        {
            foreach (var step in stages[index].Steps)
            {
                stageOfStep[step.Name] = index;
            }
        }
    }

    /// <summary>A plan without stages: an unknown flavor.</summary>
    public static StagePlan None { get; } = new([]);

    /// <summary>The stages, in order.</summary>
    public ImmutableArray<PlannedStage> Stages { get; }

    /// <summary>The plan of a flavor.</summary>
    public static StagePlan Of(FlavorMapping mapping)
    {
        var steps = new List<RecipeStep>[mapping.Stages.Length];
        for (var index = 0; index < steps.Length; index++)
        {
            steps[index] = [];
        }

        // Steps before the first start text belong to the first stage: a recipe may leave out the step that the text names.
        var tracker = new StageTracker(mapping);
        tracker.Read(mapping.Stages.FirstOrDefault()?.StartText ?? string.Empty);
        var current = 0;
        foreach (var step in mapping.Recipe)
        {
            foreach (var happened in tracker.Read($"Starting to run step {step.Name}"))
            {
                current = happened switch
                {
                    StageBegan began => IndexOf(mapping, began.Stage),
                    StageEnded ended => IndexOf(mapping, ended.Stage) + 1,
                    _ => current,
                };
            }

            if (current < steps.Length)
            {
                steps[current].Add(step);
            }
        }

        return new StagePlan([.. mapping.Stages.Select((stage, index) => new PlannedStage(stage, [.. steps[index]]))]);
    }

    /// <summary>The stage of a recipe step; -1 when it belongs to none.</summary>
    public int StageOf(string step) => stageOfStep.GetValueOrDefault(step, -1);

    /// <summary>The tests that a step runs; empty for a step that is not in the recipe.</summary>
    public ImmutableArray<string> TestsOf(string step) =>
        StageOf(step) is >= 0 and var stage ? Stages[stage].Steps.First(each => each.Name == step).Tests : [];

    /// <summary>The stages of a camera that has not begun.</summary>
    public ImmutableArray<StageSnapshot> NotBegun() =>
        [
            .. Stages.Select(planned => new StageSnapshot(
                planned.Steps.IsEmpty ? StageState.NotPlanned : StageState.Waiting,
                0,
                planned.Units,
                StartedAt: null,
                EndedAt: null,
                Quality.None,
                [
                    .. planned.Stage.Tests.Select(test => new TestSnapshot(
                        test.StatusKey,
                        test.DisplayName,
                        Quality.None,
                        string.Empty,
                        Explanation: null,
                        IsComputed: test.IsComputed
                    )),
                ]
            )),
        ];

    private static int IndexOf(FlavorMapping mapping, string stage) =>
        mapping.Stages.IndexOf(mapping.Stages.First(each => each.Name == stage));
}
