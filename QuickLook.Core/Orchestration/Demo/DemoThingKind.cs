namespace QuickLook.Core.Orchestration.Demo;

/// <summary>What a demonstration leaves on disk.</summary>
public enum DemoThingKind
{
    /// <summary>A raw exposure with its fibermap.</summary>
    RawExposure,

    /// <summary>The products and logs of a process.</summary>
    Process,
}
