using System.Globalization;
using QuickLook.Core.Analysis;

namespace QuickLook.Web.Plots;

/// <summary>A fit in words.</summary>
internal static class RegressionText
{
    /// <summary>Slope with its error, correlation and count, short enough to stand beside a title.</summary>
    public static string Short(Regression fit, RegressionSubject subject) =>
        $"slope {Number(fit.LeastSquares.Slope)}{Error(fit.LeastSquares)}{Of(PerUnit(subject))}, r {Coefficient(fit.Pearson)}, n {fit.Count}";

    /// <summary>Both lines and both coefficients, as sentences.</summary>
    public static string Full(Regression fit, RegressionSubject subject)
    {
        var (perUnit, unit) = (Of(PerUnit(subject)), Of(subject.Y.Unit));
        return $"Least squares: slope {Number(fit.LeastSquares.Slope)}{Error(fit.LeastSquares)}{perUnit}, intercept {Number(fit.LeastSquares.Intercept)}{unit}. "
            + $"Robust (Theil-Sen): slope {Number(fit.Robust.Slope)}{perUnit}, intercept {Number(fit.Robust.Intercept)}{unit}. "
            + $"Correlation: Pearson {Coefficient(fit.Pearson)}, Spearman {Coefficient(fit.Spearman)}, of {fit.Count} exposures.";
    }

    private static string Error(StraightLine line) =>
        double.IsFinite(line.SlopeError) ? $" ± {line.SlopeError.ToString("G2", CultureInfo.InvariantCulture)}" : string.Empty;

    private static string PerUnit(RegressionSubject subject) =>
        (subject.Y.Unit, subject.X.Unit) switch
        {
            ("", "") => string.Empty,
            (var upwards, "") => upwards,
            ("", var across) => $"per {across}",
            var (upwards, across) => $"{upwards} per {across}",
        };

    private static string Of(string unit) => unit.Length == 0 ? string.Empty : " " + unit;

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Coefficient(double value) => double.IsFinite(value) ? value.ToString("F3", CultureInfo.InvariantCulture) : "–";
}
