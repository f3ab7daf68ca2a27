namespace QuickLook.Core.Analysis;

/// <summary>A value that is far from those before it.</summary>
/// <param name="Index">Its place in the series.</param>
/// <param name="Level">The median of the values before, in the unit of the series.</param>
/// <param name="Sigmas">How far it is from that level, in robust standard deviations, with its sign; infinite after values that were all the same.</param>
public readonly record struct Jump(int Index, double Level, double Sigmas);
