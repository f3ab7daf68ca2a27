namespace QuickLook.Core.Reduction.ArcLines;

/// <summary>One line of one spectrum as fitted.</summary>
/// <param name="Centre">Centre, Angstrom.</param>
/// <param name="Sigma">Gaussian sigma, Angstrom.</param>
/// <param name="SigmaError">One sigma of <paramref name="Sigma"/>, Angstrom; infinite when the fit does not say.</param>
internal readonly record struct LineWidth(double Centre, double Sigma, double SigmaError);
