using QuickLook.Core.Numerics;
using QuickLook.Core.Reduction.Preprocessing;

namespace QuickLook.Core.QualityTests;

/// <summary>How the width of a line is measured and summarised. A strategy of <see cref="CalcXWSigma"/>.</summary>
internal abstract class LineWidthRule
{
    private LineWidthRule() { }

    /// <summary>
    /// The default. A Gaussian on a level is fitted from the data's own centroid. The level may lie between 0 and the lowest pixel: a free one
    /// follows the wings of neighbouring lines and makes lines too narrow, none at all takes the continuum for a part of the line (2.1 instead of
    /// 1.1 pixels on the golden exposure 204), and the lowest pixel alone makes wide lines too narrow. Strips with a bad pixel, without a
    /// line above 5 errors, and fits that do not peak within the strip are skipped; amplifiers are those of the image.
    /// </summary>
    public static LineWidthRule Default { get; } = new OnLevel();

    /// <summary>
    /// The original's, with its defects (pipeline.md 7.2, no. 7): no level, start at (1, 1, 1), masked pixels taken as dark; where a fit fails
    /// the amplifier's list gets the fiber's last width again, -1 before it has one, and widths above the limit are in it; amplifiers are told by
    /// fixed limits of a full-size CCD, and lines near its middle belong to none.
    /// </summary>
    public static LineWidthRule Original { get; } = new WithoutLevel();

    /// <summary>True when the list of fibers has all of them, with no value for those without a line; false when those are left out.</summary>
    public abstract bool ListsAllFibers { get; }

    /// <summary>True when a fiber is looked at.</summary>
    /// <param name="isBroken">True when it is known to be broken.</param>
    public abstract bool TakesPart(bool isBroken);

    /// <summary>Measures one strip.</summary>
    /// <param name="strip">The pixels; at least 4.</param>
    /// <returns>Gaussian sigma, pixels; NaN when there is none.</returns>
    public abstract double Measure(PixelStrip strip);

    /// <summary>Medians by amplifier.</summary>
    /// <param name="image">The image.</param>
    /// <param name="widths">All lines in all fibers, in order.</param>
    /// <param name="of">Which of the two widths.</param>
    /// <param name="most">Widths above this are no widths.</param>
    /// <returns>NaN for an amplifier without a line.</returns>
    public abstract double[] ByAmplifier(CcdImage image, IReadOnlyList<LineWidth> widths, Func<LineWidth, double> of, double most);

    private static double Median(List<double> values) => values.Count == 0 ? double.NaN : OrderStatistics.Median([.. values]);

    private sealed class OnLevel : LineWidthRule
    {
        /// <summary>Errors of its brightest pixel by which a line must stand out of its strip.</summary>
        private const double LeastSignificance = 5;

        public override bool ListsAllFibers => true;

        public override bool TakesPart(bool isBroken) => !isBroken;

        public override double Measure(PixelStrip strip)
        {
            if (!strip.IsComplete)
            {
                return double.NaN;
            }

            var values = strip.Values;
            var (lowest, highest, mass, moment, spread) = (values[0], values[0], 0.0, 0.0, 0.0);
            foreach (var value in values)
            {
                (lowest, highest) = (Math.Min(lowest, value), Math.Max(highest, value));
            }

            if (!(highest - lowest > LeastSignificance * strip.PeakError))
            {
                return double.NaN;
            }

            for (var i = 0; i < values.Length; i++)
            {
                mass += values[i] - lowest;
                moment += i * (values[i] - lowest);
            }

            var mean = moment / mass;
            for (var i = 0; i < values.Length; i++)
            {
                spread += (i - mean) * (i - mean) * (values[i] - lowest);
            }

            var sigma = Math.Sqrt(spread / mass);
            Span<double> free = [highest - lowest, mean, sigma, lowest];
            var outcome = LevenbergMarquardt.Fit(new LevelledGaussianModel(values), free, []);
            var darkest = Math.Min(0, lowest);
            var level = outcome == LeastSquaresOutcome.NotConverged ? lowest : Math.Clamp(free[3], darkest, lowest);
            return level == free[3] ? Sigma(free, values.Length) : MeasureAbove(values, level, [highest - level, mean, sigma]);
        }

        public override double[] ByAmplifier(CcdImage image, IReadOnlyList<LineWidth> widths, Func<LineWidth, double> of, double most)
        {
            var medians = new double[image.Amplifiers.Length];
            for (var i = 0; i < medians.Length; i++)
            {
                var section = image.Amplifiers[i].Amplifier.Ccd;
                medians[i] = Median([
                    .. widths
                        .Where(width =>
                            (int)width.Row >= section.Row
                            && (int)width.Row < section.EndRow
                            && (int)width.Column >= section.Column
                            && (int)width.Column < section.EndColumn
                        )
                        .Select(of)
                        .Where(sigma => sigma <= most),
                ]);
            }

            return medians;
        }

        private static double MeasureAbove(ReadOnlySpan<double> values, double level, Span<double> parameters)
        {
            Span<double> above = stackalloc double[values.Length];
            for (var i = 0; i < above.Length; i++)
            {
                above[i] = values[i] - level;
            }

            var outcome = LevenbergMarquardt.Fit(new GaussianModel(above), parameters, []);
            return outcome == LeastSquaresOutcome.NotConverged ? double.NaN : Sigma(parameters, values.Length);
        }

        /// <summary>NaN when what was fitted is no peak within the strip.</summary>
        private static double Sigma(ReadOnlySpan<double> parameters, int length) =>
            parameters[0] > 0 && parameters[1] >= 0 && parameters[1] <= length - 1 ? Math.Abs(parameters[2]) : double.NaN;
    }

    private sealed class WithoutLevel : LineWidthRule
    {
        private const int Amplifiers = 4;
        private const double NoWidthYet = -1;
        private const int LeftFibersEnd = 240;
        private const int RightFibersBegin = 260;
        private const double LowerRowsEnd = 2000;
        private const double UpperRowsBegin = 2100;

        public override bool ListsAllFibers => false;

        public override bool TakesPart(bool isBroken) => true;

        public override double Measure(PixelStrip strip)
        {
            Span<double> parameters = [1, 1, 1];
            var outcome = LevenbergMarquardt.Fit(new GaussianModel(strip.Values), parameters, []);
            return outcome == LeastSquaresOutcome.NotConverged ? double.NaN : Math.Abs(parameters[2]);
        }

        public override double[] ByAmplifier(CcdImage image, IReadOnlyList<LineWidth> widths, Func<LineWidth, double> of, double most)
        {
            var lists = new List<double>[Amplifiers];
            for (var i = 0; i < lists.Length; i++)
            {
                lists[i] = [];
            }

            var (last, fiber) = (NoWidthYet, -1);
            foreach (var width in widths)
            {
                last = width.Fiber == fiber ? last : NoWidthYet;
                fiber = width.Fiber;
                last = double.IsNaN(of(width)) ? last : of(width);
                if (AmplifierOf(width) is { } amplifier)
                {
                    lists[amplifier].Add(last);
                }
            }

            return Array.ConvertAll(lists, Median);
        }

        private static int? AmplifierOf(LineWidth width)
        {
            int? side = width.Fiber < LeftFibersEnd ? 0 : null;
            side = width.Fiber > RightFibersBegin ? 1 : side;
            int? half = width.Row < LowerRowsEnd ? 0 : null;
            half = width.Row > UpperRowsBegin ? 2 : half;
            return side + half;
        }
    }
}
