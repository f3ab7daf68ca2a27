using System.Collections.Immutable;
using System.Globalization;
using QuickLook.Core.QualityTests.Readings;

namespace QuickLook.Web.Plots;

/// <summary>Signal to noise, squared, against magnitude with the fitted curve: a figure per type of target.</summary>
internal static class SnrCurveFigures
{
    private const int CurvePoints = 200;

    /// <summary>One figure.</summary>
    /// <param name="draft">The figure; its limits are those of the type at the fiducial magnitude.</param>
    /// <param name="target">The type.</param>
    /// <param name="band">The arm's band: <c>r</c>.</param>
    /// <param name="fiducial">The magnitude at which the fit is judged; NaN when the document does not say.</param>
    public static PlotFigure Of(FigureDraft draft, TargetSnr target, string band, double fiducial)
    {
        ImmutableArray<int> fibers = [.. target.Shown.Where(fiber => !draft.Facts.IsBroken(fiber))];
        if (fibers.IsEmpty)
        {
            return draft.Empty(target.Snr.Fibers.IsEmpty ? "no fiber of this type" : "no fiber of this type has a signal and a magnitude");
        }

        var traces = ImmutableArray.CreateBuilder<Trace>();
        traces.Add(
            new Trace
            {
                Kind = TraceKind.Points,
                Name = target.Type,
                X = [.. fibers.Select(target.Magnitude.Of)],
                Y = [.. fibers.Select(fiber => Square(target.Snr.Of(fiber)))],
                Tint = TargetTints.Of(target.Type),
                Fibers = fibers,
                Tips =
                [
                    TipField.Number("SNR", string.Empty, 2, fibers.Select(target.Snr.Of)),
                    TipField.Number("magnitude", "mag", 2, fibers.Select(target.Magnitude.Of)),
                    TipField.Number("residual", string.Empty, 3, fibers.Select(Residual(target))),
                    .. draft.Facts.Tips(fibers),
                ],
            }
        );
        if (target.Curve is { } curve)
        {
            traces.Add(CurveOf(curve, fibers, target, fiducial));
        }

        if (double.IsFinite(fiducial) && draft.Bounds is { } bounds)
        {
            // A range that reaches to 0 and below ends where the points do.
            var least = traces.SelectMany(trace => trace.Y).Where(double.IsFinite).Min();
            traces.Add(
                new Trace
                {
                    Kind = TraceKind.Line,
                    Name = "normal at the fiducial magnitude",
                    X = [fiducial, fiducial],
                    Y = [Math.Max(least, Square(Math.Max(0, bounds.Normal.Low))), Math.Max(least, Square(Math.Max(0, bounds.Normal.High)))],
                    Tint = Tint.Normal,
                    Size = 6,
                    InLegend = true,
                }
            );
            traces.Add(
                new Trace
                {
                    Kind = TraceKind.Points,
                    Name = "judged value",
                    X = [fiducial],
                    Y = [draft.Judged > 0 ? Square(draft.Judged) : double.NaN],
                    Tint = Tint.Strong,
                    Size = 10,
                    Hollow = true,
                    InLegend = true,
                    Tips = [TipField.Number("SNR", string.Empty, 2, [draft.Judged])],
                }
            );
        }

        var hidden = target.Snr.Fibers.Count(fiber => !draft.Facts.IsBroken(fiber)) - fibers.Length;
        return new PlotFigure
        {
            Key = draft.Key,
            Title = draft.Title,
            Subtitle = $"{fibers.Length} fibers",
            Part = draft.Part,
            Caption = draft.FullCaption,
            Missing = FigureDraft.Remarks(
                draft.Missing,
                hidden > 0 ? $"{hidden} fibers without a magnitude or without signal are not shown" : string.Empty
            ),
            X = new Axis($"magnitude {band}", "mag"),
            Y = new Axis("SNR squared") { Logarithmic = true },
            Traces = traces.ToImmutable(),
            Guides = double.IsFinite(fiducial)
                ?
                [
                    new GuideLine(
                        AxisName.X,
                        fiducial,
                        string.Create(CultureInfo.InvariantCulture, $"fiducial {fiducial:F1}"),
                        GuideKind.Mark
                    ),
                ]
                : [],
            Data = new FigureTable([
                .. draft.Facts.Columns(fibers),
                FigureColumn.Of("magnitude", "mag", fibers.Select(target.Magnitude.Of)),
                FigureColumn.Of("SNR", string.Empty, fibers.Select(target.Snr.Of)),
                FigureColumn.Of(
                    "SNR of the curve",
                    string.Empty,
                    fibers.Select(fiber => target.Curve?.At(target.Magnitude.Of(fiber)) ?? double.NaN)
                ),
                FigureColumn.Of("residual", string.Empty, fibers.Select(Residual(target))),
            ]),
        };
    }

    private static Func<int, double> Residual(TargetSnr target)
    {
        var residuals = target.Residuals;
        return residuals.Of;
    }

    private static Trace CurveOf(SnrCurve curve, ImmutableArray<int> fibers, TargetSnr target, double fiducial)
    {
        double[] magnitudes =
        [
            .. fibers.Select(target.Magnitude.Of),
            double.IsFinite(fiducial) ? fiducial : target.Magnitude.Of(fibers[0]),
        ];
        var (low, high) = (magnitudes.Min(), magnitudes.Max());
        double[] across = [.. Enumerable.Range(0, CurvePoints).Select(at => low + ((high - low) * at / (CurvePoints - 1)))];
        return new Trace
        {
            Kind = TraceKind.Line,
            Name = "fitted curve",
            X = [.. across],
            Y = [.. across.Select(magnitude => Square(curve.At(magnitude)))],
            Tint = Tint.Strong,
            InLegend = true,
        };
    }

    private static double Square(double value) => value * value;
}
