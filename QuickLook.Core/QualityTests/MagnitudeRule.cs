namespace QuickLook.Core.QualityTests;

/// <summary>What Integrate_Spec gives for fibers and targets without a magnitude. A strategy of <see cref="IntegrateSpec"/>.</summary>
internal abstract class MagnitudeRule
{
    private MagnitudeRule() { }

    /// <summary>The default: what has no magnitude has no value and is in no mean.</summary>
    public static MagnitudeRule Default { get; } = new NoValue();

    /// <summary>
    /// The original's: magnitude 30 for sky, for fibers without light and for targets of flux 0; a difference that is no number counts as 0, and
    /// a type without fibers has the mean 0.
    /// </summary>
    public static MagnitudeRule Original { get; } = new Placeholders();

    /// <summary>True when the light of a fiber through the filter gives a magnitude.</summary>
    /// <param name="integral">The light.</param>
    /// <param name="coverage">Part of the filter on good bins.</param>
    public abstract bool IsSeen(double integral, double coverage);

    /// <summary>Magnitude of a target.</summary>
    /// <param name="flux">Nanomaggies.</param>
    public abstract double OfTarget(float flux);

    /// <summary>What stands for the magnitude of sky and of fibers without light.</summary>
    public abstract double Absent { get; }

    /// <summary>What a difference of magnitudes counts as.</summary>
    /// <param name="difference">Measured minus target.</param>
    public abstract double Difference(double difference);

    /// <summary>Mean of the differences of a type.</summary>
    /// <param name="differences">As <see cref="Difference"/> gives them.</param>
    public abstract double Mean(IReadOnlyCollection<double> differences);

    private sealed class NoValue : MagnitudeRule
    {
        public override double Absent => double.NaN;

        public override bool IsSeen(double integral, double coverage) => integral > 0 && coverage >= FilterPhotometry.LeastCoverage;

        public override double OfTarget(float flux) => TargetMagnitude.Of(flux);

        public override double Difference(double difference) => difference;

        public override double Mean(IReadOnlyCollection<double> differences)
        {
            double[] known = [.. differences.Where(double.IsFinite)];
            return known.Length == 0 ? double.NaN : known.Average();
        }
    }

    private sealed class Placeholders : MagnitudeRule
    {
        private const double Faintest = 30;

        public override double Absent => Faintest;

        public override bool IsSeen(double integral, double coverage) => integral > 0;

        public override double OfTarget(float flux) => flux == 0 ? Faintest : TargetMagnitude.Of(flux);

        public override double Difference(double difference) =>
            double.IsNaN(difference) ? 0 : Math.Clamp(difference, double.MinValue, double.MaxValue);

        public override double Mean(IReadOnlyCollection<double> differences) => differences.Count == 0 ? 0 : differences.Average();
    }
}
