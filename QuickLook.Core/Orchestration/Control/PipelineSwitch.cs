using QuickLook.Core.Orchestration.Live;

namespace QuickLook.Core.Orchestration.Control;

/// <summary>Whether the pipeline takes exposures, and whether parts of the queue rest. Thread-safe.</summary>
internal sealed class PipelineSwitch
{
    /// <summary>Key of the setting.</summary>
    public const string Key = "pipeline";

    /// <summary>Value of the setting while it takes exposures.</summary>
    public const string Started = "started";

    /// <summary>Value of the setting while it does not.</summary>
    public const string Stopped = "stopped";

    /// <summary>Key of the setting that says what rests.</summary>
    public const string PauseKey = "queue.pause";

    private volatile bool isStarted = true;
    private volatile QueuePause pause;

    /// <summary>Raised after each change.</summary>
    public event Action? Changed;

    /// <summary>True while it takes exposures; true before anybody said otherwise.</summary>
    public bool IsStarted => isStarted;

    /// <summary>What of the queue rests.</summary>
    public QueuePause Pause => pause;

    /// <summary>Turns it on or off.</summary>
    public void Set(bool started)
    {
        isStarted = started;
        Changed?.Invoke();
    }

    /// <summary>Lets parts of the queue rest or go on.</summary>
    public void Set(QueuePause newPause)
    {
        pause = newPause;
        Changed?.Invoke();
    }
}
