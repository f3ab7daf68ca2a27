using System.Globalization;

namespace QuickLook.Core.Instrument;

/// <summary>One of the ten spectrographs, numbered 0 to 9 like the petal of the focal plane that feeds it.</summary>
public readonly record struct Spectrograph
{
    /// <summary>How many spectrographs there are.</summary>
    public const int Count = 10;

    /// <summary>The spectrograph with this number.</summary>
    /// <param name="number">0 to 9.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 to 9.</exception>
    public Spectrograph(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, Count);
        Number = number;
    }

    /// <summary>0 to 9.</summary>
    public int Number { get; }

    /// <summary>All ten, in order.</summary>
    public static IReadOnlyList<Spectrograph> All { get; } = [.. Enumerable.Range(0, Count).Select(n => new Spectrograph(n))];

    /// <summary>The digit.</summary>
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}
