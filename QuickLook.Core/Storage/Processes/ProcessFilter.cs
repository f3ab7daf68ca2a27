using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Storage.Processes;

/// <summary>Which processes to list, and in which order; null and empty leave a question open.</summary>
public sealed record ProcessFilter
{
    /// <summary>Only of this state.</summary>
    public RunState? State { get; init; }

    /// <summary>Only with this worst verdict.</summary>
    public Quality? Quality { get; init; }

    /// <summary>Only of this flavor, as written in headers.</summary>
    public string Flavor { get; init; } = string.Empty;

    /// <summary>Only of this observing night.</summary>
    public Night? Night { get; init; }

    /// <summary>Only of this exposure.</summary>
    public ExposureId? Exposure { get; init; }

    /// <summary>Only of the engine with this name.</summary>
    public string Engine { get; init; } = string.Empty;

    /// <summary>Only of exposures from here.</summary>
    public ExposureOrigin? Origin { get; init; }

    /// <summary>What it is sorted by; default the number of the process.</summary>
    public ProcessOrder Order { get; init; }

    /// <summary>True to begin with the smallest; default false, the newest first.</summary>
    public bool Ascending { get; init; }
}
