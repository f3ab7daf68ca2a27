namespace QuickLook.Tests.Core.Pipeline.Agreement;

/// <summary>One line of the table: a metric of one camera exposure, at its worst element.</summary>
/// <param name="Camera">Set, camera and exposure: <c>A r0 104</c>.</param>
/// <param name="Test">Quality test.</param>
/// <param name="Metric">Key.</param>
/// <param name="Profile">Profile of the engine; empty when the metric is not compared.</param>
/// <param name="Elements">Number of elements compared.</param>
/// <param name="Expected">The original's value at the element with the largest difference.</param>
/// <param name="Ours">Ours.</param>
/// <param name="Difference">Difference there.</param>
/// <param name="Tolerance">What is allowed, in words.</param>
/// <param name="IsWithin">False when the tolerance is not met.</param>
/// <param name="Remark">Why the metric is not compared, or compared in one profile only.</param>
public sealed record AgreementRow(
    string Camera,
    string Test,
    string Metric,
    string Profile,
    int Elements,
    string Expected,
    string Ours,
    string Difference,
    string Tolerance,
    bool IsWithin,
    string Remark
);
