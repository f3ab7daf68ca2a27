namespace QuickLook.Core.Results;

/// <summary>What happened to a run (one camera) or a process (all cameras of an exposure). Says nothing about the data.</summary>
public enum RunState
{
    /// <summary>Waits for a worker.</summary>
    Queued,

    /// <summary>Works.</summary>
    Running,

    /// <summary>Ended; every step and test ran.</summary>
    Succeeded,

    /// <summary>Ended; some cameras (process) or some tests (run) failed.</summary>
    PartlyFailed,

    /// <summary>A step failed; there is a reason.</summary>
    Failed,

    /// <summary>A person or a shutdown ended it.</summary>
    Stopped,

    /// <summary>Not processed on purpose, with a reason.</summary>
    Skipped,
}

/// <summary>Questions about run states.</summary>
public static class RunStates
{
    /// <summary>True when nothing more will happen.</summary>
    /// <param name="state">The state.</param>
    public static bool IsFinal(this RunState state) => state is not (RunState.Queued or RunState.Running);

    /// <summary>
    /// True when one state may follow another: what waits begins or is ended without having begun, what works ends or goes back to the queue, and what
    /// has ended stays as it is.
    /// </summary>
    /// <param name="from">The state before.</param>
    /// <param name="to">The state after.</param>
    public static bool MayBecome(this RunState from, RunState to) =>
        from switch
        {
            RunState.Queued => to is not (RunState.Queued or RunState.Succeeded or RunState.PartlyFailed),
            RunState.Running => to is not (RunState.Running or RunState.Skipped),
            _ => false,
        };
}
