using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Formats;

/// <summary>
/// The fibers that a camera has spectra of, with what the fibermap says about each: joined by fiber number, never by position in the file
/// (features.md F-FIX-06). Entry i belongs to spectrum i and to row i of the traces. Immutable.
/// </summary>
public sealed class PetalFibers
{
    private PetalFibers(ImmutableArray<FiberId> fibers, ImmutableArray<FibermapRow?> rows, ImmutableArray<bool> isBroken)
    {
        Numbers = fibers;
        Rows = rows;
        IsBroken = isBroken;
        Sky = Indices(row => row.IsSky);
    }

    /// <summary>The fibers.</summary>
    public ImmutableArray<FiberId> Numbers { get; }

    /// <summary>What each was pointed at; null where the fibermap has no such fiber.</summary>
    public ImmutableArray<FibermapRow?> Rows { get; }

    /// <summary>True for a fiber that is known to be broken: absent by design, and not judged.</summary>
    public ImmutableArray<bool> IsBroken { get; }

    /// <summary>Positions of the fibers on blank sky (OBJTYPE), known broken ones left out.</summary>
    public ImmutableArray<int> Sky { get; }

    /// <summary>Number of fibers.</summary>
    public int Count => Numbers.Length;

    /// <summary>Number of fibers that are known to be broken.</summary>
    public int BrokenCount => IsBroken.Count(broken => broken);

    /// <summary>Joins traces and fibermap.</summary>
    /// <param name="petal">The petal of the camera; spectrum i is its fiber i.</param>
    /// <param name="count">Number of traces, at most 500.</param>
    /// <param name="fibermap">The fibermap; null when there is none.</param>
    /// <param name="broken">Numbers within the petal of fibers that are known to be broken.</param>
    public static PetalFibers Join(Spectrograph petal, int count, Fibermap? fibermap, IReadOnlySet<int> broken)
    {
        var rows = new FibermapRow?[count];
        foreach (var row in fibermap?.OfPetal(petal) ?? [])
        {
            if (row.Fiber.LocalIndex < count)
            {
                rows[row.Fiber.LocalIndex] = row;
            }
        }

        return new PetalFibers(
            [.. Enumerable.Range(0, count).Select(index => new FiberId(petal, index))],
            [.. rows],
            [.. Enumerable.Range(0, count).Select(broken.Contains)]
        );
    }

    /// <summary>Positions of the fibers whose row holds, known broken ones left out; ascending.</summary>
    /// <param name="holds">Asked for each fiber that the fibermap has.</param>
    public ImmutableArray<int> Indices(Func<FibermapRow, bool> holds) =>
        [.. Enumerable.Range(0, Count).Where(index => !IsBroken[index] && Rows[index] is { } row && holds(row))];
}
