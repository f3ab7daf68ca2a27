using System.Globalization;
using QuickLook.Core.Results;

namespace QuickLook.Core.Instrument;

/// <summary>The number of an exposure, 0 to 99 999 999, written with eight digits in paths and on screens.</summary>
public readonly record struct ExposureId : IComparable<ExposureId>
{
    /// <summary>The largest number that fits in eight digits.</summary>
    public const int MaxNumber = 99_999_999;

    /// <summary>The exposure with this number.</summary>
    /// <param name="number">0 to <see cref="MaxNumber"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public ExposureId(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, MaxNumber);
        Number = number;
    }

    /// <summary>The number.</summary>
    public int Number { get; }

    /// <summary>Reads one to eight digits.</summary>
    /// <param name="text">What is written, with or without leading zeros.</param>
    /// <returns>The exposure id, or the reason why there is none.</returns>
    public static Result<ExposureId> Parse(string? text)
    {
        var trimmed = text?.Trim() ?? string.Empty;
        return trimmed.Length is >= 1 and <= 8 && int.TryParse(trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new ExposureId(number)
            : new Failure("an exposure id is a number of one to eight digits");
    }

    /// <inheritdoc/>
    public int CompareTo(ExposureId other) => Number.CompareTo(other.Number);

    /// <summary>Eight digits: <c>00012345</c>.</summary>
    public override string ToString() => Number.ToString("D8", CultureInfo.InvariantCulture);

    /// <summary>Order of the numbers.</summary>
    public static bool operator <(ExposureId left, ExposureId right) => left.CompareTo(right) < 0;

    /// <summary>Order of the numbers.</summary>
    public static bool operator >(ExposureId left, ExposureId right) => left.CompareTo(right) > 0;

    /// <summary>Order of the numbers.</summary>
    public static bool operator <=(ExposureId left, ExposureId right) => left.CompareTo(right) <= 0;

    /// <summary>Order of the numbers.</summary>
    public static bool operator >=(ExposureId left, ExposureId right) => left.CompareTo(right) >= 0;
}
