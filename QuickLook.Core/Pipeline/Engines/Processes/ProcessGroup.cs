using System.Runtime.InteropServices;

namespace QuickLook.Core.Pipeline.Engines.Processes;

/// <summary>
/// The process group of a program that was started as its leader: the program and everything that it started and that did not leave on purpose.
/// </summary>
/// <param name="Leader">Id of the leader, which is that of the group.</param>
/// <param name="StartTicks">When the leader started (<see cref="ProcessStat.StartTicks"/>), by which it is told from a later process of the same id.</param>
internal sealed partial record ProcessGroup(int Leader, long StartTicks)
{
    /// <summary>SIGTERM: please end.</summary>
    public const int Terminate = 15;

    /// <summary>SIGKILL: end.</summary>
    public const int Kill = 9;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <summary>True while any member lives.</summary>
    public bool IsAlive => LeaderIsAlive || ProcessStat.MembersOf(Leader).Any();

    private bool LeaderIsAlive => ProcessStat.Of(Leader) is { IsAlive: true } leader && leader.StartTicks == StartTicks;

    /// <summary>The group of a program that was started just now.</summary>
    public static ProcessGroup Of(int leader) => new(leader, ProcessStat.Of(leader)?.StartTicks ?? 0);

    /// <summary>Sends a signal to all members.</summary>
    public void Signal(int signal)
    {
        // Just after its start the leader may not have its group yet; nobody else is affected then.
        if (SendSignal(-Leader, signal) != 0 && LeaderIsAlive)
        {
            SendSignal(Leader, signal);
        }
    }

    /// <summary>Waits until no member lives.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="longest">How long at most.</param>
    /// <returns>False when some still live.</returns>
    public async Task<bool> WaitForEndAsync(TimeProvider time, TimeSpan longest)
    {
        var begun = time.GetTimestamp();
        while (IsAlive)
        {
            if (time.GetElapsedTime(begun) > longest)
            {
                return false;
            }

            await Task.Delay(Look, time, CancellationToken.None).ConfigureAwait(false);
        }

        return true;
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int process, int signal);
}
