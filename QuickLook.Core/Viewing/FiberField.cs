using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Viewing;

/// <summary>The fibers of an exposure on the sky, as its fibermap had them; known by fiber number, never by position in a list.</summary>
public sealed class FiberField
{
    private readonly ImmutableSortedDictionary<int, FiberPlace> places;

    /// <summary>These fibers; of two with the same number the last one counts.</summary>
    /// <param name="fibers">The fibers, in any order.</param>
    public FiberField(IEnumerable<FiberPlace> fibers)
    {
        var builder = ImmutableSortedDictionary.CreateBuilder<int, FiberPlace>();
        foreach (var fiber in fibers)
        {
            builder[fiber.Fiber.Number] = fiber;
        }

        places = builder.ToImmutable();
    }

    /// <summary>An exposure without fibermap.</summary>
    public static FiberField Empty { get; } = new([]);

    /// <summary>All fibers, by number.</summary>
    public IEnumerable<FiberPlace> All => places.Values;

    /// <summary>How many there are.</summary>
    public int Count => places.Count;

    /// <summary>One fiber; null when the fibermap does not have it.</summary>
    /// <param name="fiber">The fiber.</param>
    public FiberPlace? Find(FiberId fiber) => places.GetValueOrDefault(fiber.Number);

    /// <summary>The fibers of a petal, by number.</summary>
    /// <param name="petal">The petal.</param>
    public IEnumerable<FiberPlace> OfPetal(Spectrograph petal) => places.Values.Where(place => place.Fiber.Petal == petal);
}
