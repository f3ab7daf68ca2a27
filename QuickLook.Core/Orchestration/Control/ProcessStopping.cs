using QuickLook.Core.Orchestration.Queue;
using QuickLook.Core.Orchestration.Tracking;

namespace QuickLook.Core.Orchestration.Control;

/// <summary>Ends running processes for a person, within seconds.</summary>
internal sealed class ProcessStopping(WorkBoard board, ProcessTracker tracker, OrchestrationSettings settings, TimeProvider time)
{
    /// <summary>Ends one process, or all of them.</summary>
    /// <returns>The processes that were ended.</returns>
    public async Task<IReadOnlyList<long>> StopAsync(string by, long? processId)
    {
        var asked = board.Hold(RunEnding.Stopped, by, processId);
        board.Cancel(asked);

        // A camera that does not end in time is given up: it counts as stopped, and what it still reports is not heard.
        await Task.WhenAny(board.WhenQuietAsync(asked), Task.Delay(settings.Options.StopPatience, time)).ConfigureAwait(false);
        foreach (var process in asked)
        {
            tracker.StopProcess(process, by);
        }

        await tracker.FlushAsync().ConfigureAwait(false);
        return asked;
    }
}
