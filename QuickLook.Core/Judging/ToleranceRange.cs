using System.Globalization;

namespace QuickLook.Core.Judging;

/// <summary>An inclusive range of deviations from a reference, in the unit of the metric.</summary>
/// <param name="Low">The lowest deviation that is inside.</param>
/// <param name="High">The highest deviation that is inside.</param>
public readonly record struct ToleranceRange(double Low, double High)
{
    /// <summary>True when the deviation is inside; never for a deviation that is not a number.</summary>
    /// <param name="deviation">Value minus reference.</param>
    public bool Contains(double deviation) => deviation >= Low && deviation <= High;

    /// <summary>The range of values around a reference.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="isReversed">True when the deviation is the reference minus the value.</param>
    internal ToleranceRange Around(double reference, bool isReversed) =>
        isReversed ? new(reference - High, reference - Low) : new(reference + Low, reference + High);

    /// <summary>As a document writes it: <c>[-40, 40]</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{Low}, {High}]");
}
