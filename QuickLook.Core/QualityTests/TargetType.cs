using System.Collections.Immutable;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.QualityTests;

/// <summary>A kind of target that metrics are summarised by (pipeline.md 2.3 and 4.3). A fiber may belong to several.</summary>
/// <param name="Name">As documents hold it: <c>ELG</c>.</param>
/// <param name="Includes">Asked for a fiber's row.</param>
internal sealed record TargetType(string Name, Func<FibermapRow, bool> Includes)
{
    private static readonly TargetType Elg = new("ELG", row => row.Has(TargetBits.Elg));
    private static readonly TargetType Lrg = new("LRG", row => row.Has(TargetBits.Lrg));
    private static readonly TargetType Qso = new("QSO", row => row.Has(TargetBits.Qso));
    private static readonly TargetType BrightGalaxy = new("BGS", row => row.Has(TargetBits.BrightGalaxy));
    private static readonly TargetType MilkyWay = new("MWS", row => row.Has(TargetBits.MilkyWay));
    private static readonly TargetType Star = new("STAR", row => row.IsStandard);

    /// <summary>
    /// The types of a program, in the order of its references, whether or not it has fibers of each; for a program without references those
    /// that have a fiber.
    /// </summary>
    /// <param name="program">The program.</param>
    /// <param name="fibers">The fibers.</param>
    public static ImmutableArray<TargetType> Of(ObservingProgram program, PetalFibers fibers)
    {
        if (program == ObservingProgram.Dark)
        {
            return [Elg, Lrg, Qso, Star];
        }

        if (program == ObservingProgram.Gray)
        {
            return [Elg, Star];
        }

        return program == ObservingProgram.Bright ? [BrightGalaxy, MilkyWay, Star] : Present(fibers);
    }

    /// <summary>All types that have a fiber, in the original's order.</summary>
    /// <param name="fibers">The fibers.</param>
    public static ImmutableArray<TargetType> Present(PetalFibers fibers) =>
        [.. new[] { Elg, Lrg, Qso, BrightGalaxy, MilkyWay, Star }.Where(type => !type.PositionsIn(fibers).IsEmpty)];

    /// <summary>Positions of the fibers of this type, ascending; known broken ones left out.</summary>
    /// <param name="fibers">The fibers.</param>
    public ImmutableArray<int> PositionsIn(PetalFibers fibers) => fibers.Indices(Includes);
}
