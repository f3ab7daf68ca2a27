namespace QuickLook.Core.Pipeline.Engines.Processes;

/// <summary>Who ended a program.</summary>
internal enum ProcessEnd
{
    /// <summary>Itself, or somebody outside.</summary>
    ByItself,

    /// <summary>This service, because it said nothing for too long.</summary>
    Silent,

    /// <summary>This service, because the run was stopped.</summary>
    Stopped,
}
