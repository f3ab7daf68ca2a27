namespace QuickLook.Core.Results;

/// <summary>Whether trying again can help.</summary>
public enum FailureKind
{
    /// <summary>The same input fails again: a broken file, a wrong argument.</summary>
    Permanent,

    /// <summary>The cause may pass: a file still being written, a disk or database out of reach.</summary>
    Transient,
}
