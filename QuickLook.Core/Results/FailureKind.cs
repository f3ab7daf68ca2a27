namespace QuickLook.Core.Results;

/// <summary>Whether trying again can help.</summary>
public enum FailureKind
{
    /// <summary>The same input fails again: a broken file, a wrong argument.</summary>
    Permanent,

    /// <summary>The cause may pass by itself: a disk that is full or does not answer, a database out of reach.</summary>
    Transient,

    /// <summary>Something is not there or not whole: it may still be on its way, but if nobody writes it any more, it stays so.</summary>
    Unfinished,
}
