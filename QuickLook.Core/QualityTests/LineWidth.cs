namespace QuickLook.Core.QualityTests;

/// <summary>Widths of one line in one fiber, Gaussian sigmas in pixels; NaN where the line could not be measured.</summary>
/// <param name="Fiber">Position of the fiber.</param>
/// <param name="Row">Row of the CCD on which the line is expected.</param>
/// <param name="Column">Column of the CCD.</param>
/// <param name="Across">Across the dispersion.</param>
/// <param name="Along">Along the dispersion.</param>
internal readonly record struct LineWidth(int Fiber, double Row, double Column, double Across, double Along);
