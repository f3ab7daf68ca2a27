namespace QuickLook.Core.Orchestration.Control;

/// <summary>Whether the pipeline takes exposures. Thread-safe.</summary>
internal sealed class PipelineSwitch
{
    /// <summary>Key of the setting.</summary>
    public const string Key = "pipeline";

    /// <summary>Value of the setting while it takes exposures.</summary>
    public const string Started = "started";

    /// <summary>Value of the setting while it does not.</summary>
    public const string Stopped = "stopped";

    private volatile bool isStarted = true;

    /// <summary>Raised after each change.</summary>
    public event Action? Changed;

    /// <summary>True while it takes exposures; true before anybody said otherwise.</summary>
    public bool IsStarted => isStarted;

    /// <summary>Turns it on or off.</summary>
    public void Set(bool started)
    {
        isStarted = started;
        Changed?.Invoke();
    }
}
