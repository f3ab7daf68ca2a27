namespace QuickLook.Web.Plots;

/// <summary>A metric of a document, as an address names it.</summary>
/// <param name="Stage">Its task, or <c>GENERAL_INFO</c>.</param>
/// <param name="Key">Its key.</param>
/// <param name="Element">Its row where it has several: <c>x</c>, <c>ELG</c>; empty for the first.</param>
public sealed record MetricName(string Stage, string Key, string Element = "");
