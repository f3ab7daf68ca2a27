namespace QuickLook.Core.QualityTests.Readings;

/// <summary>A metric that a document holds.</summary>
/// <param name="Stage">Its task, or <c>GENERAL_INFO</c>.</param>
/// <param name="Key">Its key.</param>
/// <param name="Shape">What its values are values of.</param>
/// <param name="Count">How many values it has, in all rows together.</param>
/// <param name="Value">Its value as a short text; of many values, their range.</param>
public sealed record StoredMetric(string Stage, string Key, MetricShape Shape, int Count, string Value)
{
    /// <summary>The shape in words: <c>per fiber</c>.</summary>
    public string ShapeInWords =>
        Shape switch
        {
            MetricShape.Scalar => "number",
            MetricShape.PerAmplifier => "per amplifier",
            MetricShape.PerFiber => "per fiber",
            MetricShape.PerSomeFibers => "per fiber, some",
            MetricShape.PerTargetType => "per target type",
            MetricShape.List => "list",
            MetricShape.Text => "text",
            _ => "other",
        };

    /// <summary>True when there is something to plot by fiber.</summary>
    public bool IsByFiber => Shape is MetricShape.PerFiber or MetricShape.PerSomeFibers;
}
