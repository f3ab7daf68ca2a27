namespace QuickLook.Core.Pipeline.Engines;

/// <summary>How an engine runs a camera.</summary>
public enum EngineKind
{
    /// <summary>This code, in the service's own process.</summary>
    Native,

    /// <summary>This code, each camera in a child process: a crash touches one camera.</summary>
    NativeProcess,

    /// <summary>Another program that keeps desi_quicklook's contract (pipeline.md 2 and 6).</summary>
    Command,
}
