using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Control;
using QuickLook.Core.Orchestration.Tracking;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Orchestration.Queue;

/// <summary>
/// The processes in work and which of their cameras wait, are handed out or run. Shared by the dispatcher, the jobs and the commands; every member
/// takes the lock and none waits in it.
/// </summary>
internal sealed class WorkBoard(SteadyClock clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<long, ActiveProcess> active = [];
    private readonly HashSet<long> taken = [];
    private readonly Dictionary<(long Process, CameraId Camera), CameraOrder> handedOut = [];
    private readonly Dictionary<long, StoredProcess> joinedBefore = [];
    private TaskCompletionSource quiet = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Cameras that are handed out or run.</summary>
    public int Busy
    {
        get
        {
            lock (gate)
            {
                return handedOut.Count;
            }
        }
    }

    /// <summary>Processes that were taken and that the table may still call queued.</summary>
    public IReadOnlyCollection<long> Taken
    {
        get
        {
            lock (gate)
            {
                return [.. taken];
            }
        }
    }

    /// <summary>Processes that have not ended.</summary>
    public IReadOnlyList<long> Active
    {
        get
        {
            lock (gate)
            {
                return [.. active.Keys.Order()];
            }
        }
    }

    /// <summary>Takes a process into work.</summary>
    public void Add(StoredProcess process, ProcessSetup setup)
    {
        lock (gate)
        {
            taken.Add(process.Id);
            var isJoined = joinedBefore.Remove(process.Id, out var newer) && newer.Cameras.Length > process.Cameras.Length;
            active.Add(process.Id, new ActiveProcess(isJoined ? newer! : process, setup, clock));
        }
    }

    /// <summary>
    /// Takes in cameras that joined a process. For one that is not in work yet they are remembered: it may have been read from the table just before.
    /// </summary>
    public void Join(StoredProcess process)
    {
        lock (gate)
        {
            if (active.TryGetValue(process.Id, out var work))
            {
                work.Join(process);
            }
            else
            {
                joinedBefore[process.Id] = process;
            }
        }
    }

    /// <summary>The lane of the camera that <see cref="HandOut"/> would give; null when none may begin now.</summary>
    public ProcessLane? NextLane()
    {
        lock (gate)
        {
            return InOrder().FirstOrDefault(work => work.Due <= clock.Now)?.Lane;
        }
    }

    /// <summary>The next camera to run, live processes before the backlog, each lane in the order of the queue; null when none may begin now.</summary>
    public CameraOrder? HandOut()
    {
        lock (gate)
        {
            foreach (var work in InOrder())
            {
                if (work.Take(clock.Now) is { } order)
                {
                    handedOut.Add(order.Key, order);
                    return order;
                }
            }

            return null;
        }
    }

    /// <summary>How long it is until a camera may begin; null when none waits, zero when one may now.</summary>
    public TimeSpan? UntilDue()
    {
        lock (gate)
        {
            return active.Values.Min(work => work.Due) is not { } due ? null
                : due > clock.Now ? due - clock.Now
                : TimeSpan.Zero;
        }
    }

    /// <summary>Takes an order back that could not be given to a worker, or that is to be tried again.</summary>
    public void PutBack(CameraOrder order, int attempt, int failures, TimeSpan pause)
    {
        lock (gate)
        {
            if (active.TryGetValue(order.Process.Id, out var work))
            {
                work.PutBack(order.Camera, attempt, failures, clock.Now + pause);
            }

            Finish(order);
        }
    }

    /// <summary>The order of a job; null when it is not wanted any more.</summary>
    public CameraOrder? Find(long processId, CameraId camera)
    {
        lock (gate)
        {
            return handedOut.GetValueOrDefault((processId, camera));
        }
    }

    /// <summary>Why the runs of a process were asked to end, and by whom.</summary>
    public (RunEnding Ending, string By) EndingOf(long processId)
    {
        lock (gate)
        {
            return active.TryGetValue(processId, out var work) ? (work.Ending, work.EndedBy) : (RunEnding.None, string.Empty);
        }
    }

    /// <summary>A worker is free again; nothing when the order was taken back before.</summary>
    public void Return(CameraOrder order)
    {
        lock (gate)
        {
            Finish(order);
        }
    }

    /// <summary>A process has ended.</summary>
    public void Remove(long processId)
    {
        lock (gate)
        {
            active.Remove(processId);
        }
    }

    /// <summary>The table knows that these processes have begun.</summary>
    public void Forget(IEnumerable<long> processIds)
    {
        lock (gate)
        {
            foreach (var id in processIds.Where(id => !active.ContainsKey(id)))
            {
                taken.Remove(id);
            }
        }
    }

    /// <summary>Hands out no more of all processes, or of one; what runs of them goes on.</summary>
    /// <returns>The processes that are to end.</returns>
    public IReadOnlyList<long> Hold(RunEnding ending, string by, long? processId = null)
    {
        lock (gate)
        {
            List<ActiveProcess> asked = [.. active.Values.Where(work => processId is null || work.Process.Id == processId)];
            foreach (var work in asked)
            {
                work.End(ending, by);
            }

            return [.. asked.Select(work => work.Process.Id)];
        }
    }

    /// <summary>Asks the running cameras of processes to end.</summary>
    public void Cancel(IReadOnlyCollection<long> processIds)
    {
        List<ActiveProcess> asked;
        lock (gate)
        {
            asked = [.. processIds.Where(active.ContainsKey).Select(id => active[id])];
        }

        // Outside the lock: callbacks of the tokens may ask the board.
        foreach (var work in asked)
        {
            work.Cancellation.Cancel();
        }
    }

    /// <summary>Completes when no camera of these processes is handed out.</summary>
    public async Task WhenQuietAsync(IReadOnlyCollection<long> processIds)
    {
        while (true)
        {
            Task change;
            lock (gate)
            {
                if (!handedOut.Keys.Any(key => processIds.Contains(key.Process)))
                {
                    return;
                }

                change = quiet.Task;
            }

            await change.ConfigureAwait(false);
        }
    }

    private IEnumerable<ActiveProcess> InOrder() =>
        active.Values.OrderBy(work => work.Lane).ThenBy(work => work.Process.QueueOrder).ThenBy(work => work.Process.Id);

    private void Finish(CameraOrder order)
    {
        if (handedOut.TryGetValue(order.Key, out var current) && current.Mark == order.Mark)
        {
            handedOut.Remove(order.Key);
            var before = quiet;
            quiet = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            before.SetResult();
        }
    }
}
