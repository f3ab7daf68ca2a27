using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Viewing;

namespace QuickLook.Web.Plots;

/// <summary>What the figures of a whole focal plane are made from.</summary>
/// <param name="Arm">The arm whose cameras are shown.</param>
/// <param name="Documents">Merged documents by camera; those of other arms are passed over, petals without one are drawn faint.</param>
/// <param name="Fibers">Where all fibers were pointed; may be empty, then the documents' own places are used.</param>
public sealed record FocalPlaneSubject(Arm Arm, IReadOnlyDictionary<CameraId, MergedQa> Documents, FiberField Fibers)
{
    /// <summary>What is known to be broken now, beside what the documents themselves say; a camera that is not in it is whole.</summary>
    public ImmutableDictionary<CameraId, KnownDefects> Defects { get; init; } = ImmutableDictionary<CameraId, KnownDefects>.Empty;
}
