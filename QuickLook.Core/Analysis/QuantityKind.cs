namespace QuickLook.Core.Analysis;

/// <summary>Where a quantity comes from.</summary>
public enum QuantityKind
{
    /// <summary>The header of the raw exposure: one value per exposure, whatever the camera.</summary>
    Exposure,

    /// <summary>A trend metric of the mappings (<c>metrics.json</c>): one or several elements per camera.</summary>
    Metric,

    /// <summary>A judged value of a quality test: one or several elements per camera, with a verdict.</summary>
    Test,
}
