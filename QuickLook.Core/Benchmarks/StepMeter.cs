using QuickLook.Core.Pipeline;
using QuickLook.Core.Pipeline.Logging;

namespace QuickLook.Core.Benchmarks;

/// <summary>
/// Attributes what a run costs to its steps, from the events that the engine reports while it runs: each step and test says when it begins. What lies
/// between the end of one and the beginning of the next counts with the one before.
/// </summary>
internal sealed class StepMeter : IProgress<RunEvent>
{
    /// <summary>Reading the files, before the first step.</summary>
    public const string Opening = "opening";

    /// <summary>Spectra for the viewers and the merged document, after the last step.</summary>
    public const string Closing = "closing";

    private readonly Lock gate = new();
    private readonly CostMeter meter;
    private readonly List<StepCost> steps = [];
    private string step = string.Empty;
    private string current = Opening;

    /// <summary>A meter that starts now.</summary>
    /// <param name="time">The clock.</param>
    public StepMeter(TimeProvider time) => meter = new CostMeter(time);

    /// <inheritdoc/>
    public void Report(RunEvent value)
    {
        lock (gate)
        {
            switch (value)
            {
                case StepStarted started:
                    step = started.Step;
                    Enter(started.Step);
                    break;
                case LogLine line when Heartbeat.TryGetRunning(line, out var name):
                    Enter(name);
                    break;
                case StepFinished:
                    Enter(Closing);
                    break;
            }
        }
    }

    /// <summary>Ends the measurement.</summary>
    /// <returns>The steps in order; one that was entered twice, as the few moments between two steps, stands once.</returns>
    public IReadOnlyList<StepCost> Finish()
    {
        lock (gate)
        {
            Close();
            return
            [
                .. steps
                    .Where(cost => cost.Name != Closing)
                    .Append(new StepCost(Closing, false, Sum(steps.Where(cost => cost.Name == Closing)))),
            ];
        }
    }

    private static Cost Sum(IEnumerable<StepCost> parts) =>
        parts.Aggregate(
            default(Cost),
            (sum, part) => new Cost(sum.CpuSeconds + part.Cost.CpuSeconds, sum.WallSeconds + part.Cost.WallSeconds)
        );

    private void Enter(string name)
    {
        if (name != current)
        {
            Close();
            current = name;
        }
    }

    private void Close() => steps.Add(new StepCost(current, current is not (Opening or Closing) && current != step, meter.Lap()));
}
