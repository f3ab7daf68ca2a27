using QuickLook.Core.Pipeline.Engines.Processes;

namespace QuickLook.Core.Pipeline.Engines;

/// <summary>Ends programs that a service which died has left behind, so that they do not write into folders that now belong to others.</summary>
public static class LeftoverEngines
{
    private static readonly TimeSpan Removal = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Kills whatever still works for an attempt: the process groups that the attempt's folder names, where they are still the same processes. Call it
    /// before the folder is removed, and never for an attempt that runs.
    /// </summary>
    /// <param name="attemptRoot">Production root of the attempt.</param>
    /// <returns>How many groups were ended.</returns>
    public static int End(string attemptRoot)
    {
        var ended = 0;
        foreach (var folder in EngineFolder.AllOf(attemptRoot))
        {
            if (EngineMark.Read(folder)?.Living(folder) is { } group)
            {
                group.Signal(ProcessGroup.Kill);
                SpinWait.SpinUntil(() => !group.IsAlive, Removal);
                ended++;
            }
        }

        return ended;
    }
}
