namespace QuickLook.Core.Simulation.Setup;

/// <summary>Electrical interference: a sine wave in the order of read-out, hence stripes over light-sensitive and overscan pixels alike.</summary>
/// <param name="Amplitude">ADU.</param>
/// <param name="PeriodColumns">Columns per wave along a row.</param>
/// <param name="PeriodRows">Rows after which the phase repeats.</param>
internal sealed record PatternNoise(double Amplitude, double PeriodColumns, double PeriodRows);
