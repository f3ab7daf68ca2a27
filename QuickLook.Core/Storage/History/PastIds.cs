using System.Collections.Immutable;

namespace QuickLook.Core.Storage.History;

/// <summary>Surrogate ids that belong to the past from now on, ascending, so that what comes later gets larger ones.</summary>
/// <param name="Exposures">One per exposure.</param>
/// <param name="Processes">One per exposure.</param>
/// <param name="CameraRuns">One per camera run.</param>
public sealed record PastIds(ImmutableArray<long> Exposures, ImmutableArray<long> Processes, ImmutableArray<long> CameraRuns)
{
    /// <summary>A part of them.</summary>
    /// <param name="firstExposure">Position of its first exposure.</param>
    /// <param name="exposures">How many exposures.</param>
    /// <param name="firstRun">Position of its first camera run.</param>
    /// <param name="runs">How many camera runs.</param>
    public PastIds Slice(int firstExposure, int exposures, int firstRun, int runs) =>
        new(Exposures.Slice(firstExposure, exposures), Processes.Slice(firstExposure, exposures), CameraRuns.Slice(firstRun, runs));
}
