using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Tracking;

/// <summary>
/// The state of a process or a camera and its way there: each change is checked, timed and has its reason. Used by one thread at a time.
/// </summary>
internal sealed class StateHistory(RunState state)
{
    private readonly List<StateChange> unwritten = [];

    /// <summary>The state now.</summary>
    public RunState State { get; private set; } = state;

    /// <summary>Goes over to another state.</summary>
    /// <exception cref="InvalidOperationException">The one cannot follow the other: a bug.</exception>
    public void Become(RunState next, int attempt, DateTimeOffset at, string? reason = null)
    {
        if (!State.MayBecome(next))
        {
            throw new InvalidOperationException($"A run that is {State} cannot become {next}.");
        }

        State = next;
        unwritten.Add(new StateChange(attempt, next, at, reason ?? string.Empty));
    }

    /// <summary>The changes since the last call.</summary>
    public IReadOnlyList<StateChange> TakeUnwritten()
    {
        if (unwritten.Count == 0)
        {
            return [];
        }

        List<StateChange> taken = [.. unwritten];
        unwritten.Clear();
        return taken;
    }
}
