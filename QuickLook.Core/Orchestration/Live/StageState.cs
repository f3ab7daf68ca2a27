namespace QuickLook.Core.Orchestration.Live;

/// <summary>How far a stage of one camera is.</summary>
public enum StageState
{
    /// <summary>Not begun.</summary>
    Waiting,

    /// <summary>Works.</summary>
    Running,

    /// <summary>Ended well.</summary>
    Done,

    /// <summary>A step of it failed; later stages of the camera stay waiting and will not run.</summary>
    Failed,

    /// <summary>Ended by a person or a shutdown.</summary>
    Stopped,

    /// <summary>Its recipe steps are not part of this version's recipe; nothing will run.</summary>
    NotPlanned,
}
