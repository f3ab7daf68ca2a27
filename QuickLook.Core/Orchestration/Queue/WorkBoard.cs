using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Processes;

namespace QuickLook.Core.Orchestration.Queue;

/// <summary>
/// The processes in work and which of their cameras wait, are handed out or run. Shared by the dispatcher, the jobs and the commands; every member
/// takes the lock and none waits in it.
/// </summary>
internal sealed class WorkBoard
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<long, Work> active = [];
    private readonly HashSet<long> taken = [];
    private readonly Dictionary<(long Process, CameraId Camera), CameraOrder> handedOut = [];
    private readonly Dictionary<long, StoredProcess> joinedBefore = [];
    private TaskCompletionSource idle = Completed();

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
                return [.. active.Keys];
            }
        }
    }

    /// <summary>Takes a process into work.</summary>
    public void Add(StoredProcess process, MappingSet mappings)
    {
        lock (gate)
        {
            taken.Add(process.Id);
            if (joinedBefore.Remove(process.Id, out var newer) && newer.Cameras.Length > process.Cameras.Length)
            {
                process = newer;
            }

            var work = new Work(mappings) { Process = process };
            active.Add(process.Id, work);
            foreach (var run in process.Cameras.Where(run => run.State == RunState.Queued))
            {
                work.Waiting.Enqueue((run.Camera, run.Attempt));
            }
        }
    }

    /// <summary>
    /// Takes in cameras that joined a process. For one that is not in work yet they are remembered: it may have been read from the table just before.
    /// </summary>
    public void Join(StoredProcess process)
    {
        lock (gate)
        {
            if (!active.TryGetValue(process.Id, out var work))
            {
                joinedBefore[process.Id] = process;
                return;
            }

            var known = work.Process.Cameras.Select(run => run.Camera).ToHashSet();
            work.Process = process;
            foreach (var run in process.Cameras.Where(run => !known.Contains(run.Camera)))
            {
                work.Waiting.Enqueue((run.Camera, run.Attempt));
            }
        }
    }

    /// <summary>The next camera to run, oldest process first; null when none waits.</summary>
    public CameraOrder? HandOut()
    {
        lock (gate)
        {
            foreach (var work in active.Values)
            {
                if (work.Ending == RunEnding.None && work.Waiting.TryDequeue(out var next))
                {
                    var order = new CameraOrder(work.Process, next.Camera, next.Attempt, work.Mappings, work.Cancellation.Token);
                    handedOut.Add(order.Key, order);
                    if (idle.Task.IsCompleted)
                    {
                        idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    }

                    return order;
                }
            }

            return null;
        }
    }

    /// <summary>Takes an order back that could not be given to a worker.</summary>
    public void PutBack(CameraOrder order)
    {
        lock (gate)
        {
            if (active.TryGetValue(order.Process.Id, out var work))
            {
                work.Waiting.Enqueue((order.Camera, order.Attempt));
            }

            Finish(order.Key);
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

    /// <summary>A worker is free again.</summary>
    public void Return(CameraOrder order)
    {
        lock (gate)
        {
            Finish(order.Key);
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

    /// <summary>Asks all running cameras to end and hands out no more of their processes.</summary>
    /// <returns>The processes that are asked.</returns>
    public IReadOnlyList<long> EndAll(RunEnding ending, string by)
    {
        List<Work> asked;
        List<long> ids;
        lock (gate)
        {
            ids = [.. active.Keys];
            asked = [.. active.Values];
            foreach (var work in asked)
            {
                (work.Ending, work.EndedBy) = (ending, by);
                work.Waiting.Clear();
            }
        }

        // Outside the lock: callbacks of the tokens may ask the board.
        foreach (var work in asked)
        {
            work.Cancellation.Cancel();
        }

        return ids;
    }

    /// <summary>Completes when no camera is handed out.</summary>
    public Task WhenIdle()
    {
        lock (gate)
        {
            return idle.Task;
        }
    }

    private static TaskCompletionSource Completed()
    {
        var completed = new TaskCompletionSource();
        completed.SetResult();
        return completed;
    }

    private void Finish((long Process, CameraId Camera) key)
    {
        handedOut.Remove(key);
        if (handedOut.Count == 0)
        {
            idle.TrySetResult();
        }
    }

    private sealed class Work(MappingSet mappings)
    {
        public required StoredProcess Process { get; set; }

        public MappingSet Mappings => mappings;

        public Queue<(CameraId Camera, int Attempt)> Waiting { get; } = [];

        public CancellationTokenSource Cancellation { get; } = new();

        public RunEnding Ending { get; set; }

        public string EndedBy { get; set; } = string.Empty;
    }
}
