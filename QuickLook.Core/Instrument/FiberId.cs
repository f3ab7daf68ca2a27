using System.Globalization;
using QuickLook.Core.Results;

namespace QuickLook.Core.Instrument;

/// <summary>A fiber of the focal plane, 0 to 4999; each petal has 500.</summary>
public readonly record struct FiberId : IComparable<FiberId>
{
    /// <summary>Fibers of one petal.</summary>
    public const int PerPetal = 500;

    /// <summary>Fibers of the focal plane.</summary>
    public const int Count = PerPetal * Spectrograph.Count;

    /// <summary>The fiber with this number.</summary>
    /// <param name="number">0 to 4999.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public FiberId(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, Count);
        Number = number;
    }

    /// <summary>The fiber at a position of a petal.</summary>
    /// <param name="petal">The petal.</param>
    /// <param name="localIndex">0 to 499.</param>
    public FiberId(Spectrograph petal, int localIndex)
        : this((petal.Number * PerPetal) + localIndex)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)localIndex, (uint)PerPetal);
    }

    /// <summary>0 to 4999.</summary>
    public int Number { get; }

    /// <summary>The petal that holds the fiber.</summary>
    public Spectrograph Petal => new(Number / PerPetal);

    /// <summary>Position on the petal, 0 to 499.</summary>
    public int LocalIndex => Number % PerPetal;

    /// <summary>Reads a fiber number.</summary>
    /// <param name="text">What is written.</param>
    /// <returns>The fiber, or the reason why there is none.</returns>
    public static Result<FiberId> Parse(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < Count
            ? new FiberId(number)
            : new Failure($"a fiber is a number from 0 to {Count - 1}");

    /// <inheritdoc/>
    public int CompareTo(FiberId other) => Number.CompareTo(other.Number);

    /// <summary>The number.</summary>
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Order of the numbers.</summary>
    public static bool operator <(FiberId left, FiberId right) => left.CompareTo(right) < 0;

    /// <summary>Order of the numbers.</summary>
    public static bool operator >(FiberId left, FiberId right) => left.CompareTo(right) > 0;

    /// <summary>Order of the numbers.</summary>
    public static bool operator <=(FiberId left, FiberId right) => left.CompareTo(right) <= 0;

    /// <summary>Order of the numbers.</summary>
    public static bool operator >=(FiberId left, FiberId right) => left.CompareTo(right) >= 0;
}
