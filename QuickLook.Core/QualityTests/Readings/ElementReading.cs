using QuickLook.Core.Judging;

namespace QuickLook.Core.QualityTests.Readings;

/// <summary>One element of a judged value: an amplifier, an axis, a target type, or the value itself.</summary>
/// <param name="Name">How tables call it: <c>A</c>, <c>x</c>, <c>ELG</c>; empty for a value without elements.</param>
/// <param name="Value">The value in the unit of the test; NaN when there is none.</param>
/// <param name="Reference">What it is compared with; NaN when there is no reference.</param>
/// <param name="Normal">Values that are normal, as they are and not relative to the reference; null without limits.</param>
/// <param name="Warning">Values that are worth a warning; null without limits.</param>
/// <param name="Quality">Its verdict; <see cref="Judging.Quality.None"/> when it is known to be broken.</param>
public sealed record ElementReading(
    string Name,
    double Value,
    double Reference,
    ToleranceRange? Normal,
    ToleranceRange? Warning,
    Quality Quality
);
