namespace QuickLook.Core.Storage.Processes;

/// <summary>What a list of processes is sorted by.</summary>
public enum ProcessOrder
{
    /// <summary>Number of the process: the order in which they were made.</summary>
    Process,

    /// <summary>Number of the exposure.</summary>
    Exposure,

    /// <summary>Observing night.</summary>
    Night,

    /// <summary>Flavor, by its name.</summary>
    Flavor,

    /// <summary>Program, by its name.</summary>
    Program,

    /// <summary>When its first camera started; those that have not come last when descending.</summary>
    Started,

    /// <summary>How long it took from its start to its end; those that have not ended come last when descending.</summary>
    Took,
}
