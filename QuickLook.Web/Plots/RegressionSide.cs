using QuickLook.Core.Analysis;

namespace QuickLook.Web.Plots;

/// <summary>One of the two quantities.</summary>
/// <param name="Title">What it is: <c>AIRMASS</c>.</param>
/// <param name="Unit">Its unit; empty when it has none.</param>
/// <param name="Series">Its values; joined with the other by exposure.</param>
/// <param name="Element">Index of the element that counts.</param>
public sealed record RegressionSide(string Title, string Unit, Series Series, int Element = 0);
