using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.Formats;

namespace QuickLook.Core.QualityTests;

/// <summary>What Sky_Rband gives where there is nothing to give. A strategy of <see cref="SkyRband"/>.</summary>
internal abstract class SkyRbandRule
{
    private SkyRbandRule() { }

    /// <summary>The default: no value where there is none, and no verdict for cameras that do not see the filter.</summary>
    public static SkyRbandRule Default { get; } = new NoValue();

    /// <summary>The original's: 0 for a fiber without light; zeros in the b and z arms, and a reference of 0 for them.</summary>
    public static SkyRbandRule Original { get; } = new Zeros();

    /// <summary>Magnitude of a sky fiber.</summary>
    /// <param name="integral">Its light through the filter.</param>
    /// <param name="coverage">Part of the filter on good bins.</param>
    /// <param name="exposureTime">Seconds.</param>
    public abstract double Magnitude(double integral, double coverage, double exposureTime);

    /// <summary>What b and z cameras give.</summary>
    /// <param name="fibers">The fibers.</param>
    public abstract QualityTestResult InOtherArms(PetalFibers fibers);

    private sealed class NoValue : SkyRbandRule
    {
        public override double Magnitude(double integral, double coverage, double exposureTime) =>
            coverage >= FilterPhotometry.LeastCoverage ? FilterPhotometry.Magnitude(integral, exposureTime) : double.NaN;

        public override QualityTestResult InOtherArms(PetalFibers fibers) =>
            new([], []) { NotApplicable = "the r band is seen by the r cameras only" };
    }

    private sealed class Zeros : SkyRbandRule
    {
        public override double Magnitude(double integral, double coverage, double exposureTime) =>
            integral > 0 ? FilterPhotometry.Magnitude(integral, exposureTime) : 0;

        public override QualityTestResult InOtherArms(PetalFibers fibers)
        {
            var metrics = new JsonObject
            {
                ["SKYRBAND"] = 0.0,
                ["SKYRBAND_FIB"] = MetricJson.Integers(fibers.Sky.Select(_ => 0)),
                [FiberLists.Sky] = FiberLists.NumbersOf(fibers, fibers.Sky),
            };
            return new QualityTestResult(metrics, [])
            {
                References = ImmutableDictionary<string, ImmutableArray<double>>.Empty.Add("SKYRBAND", [0]),
                FibersOf = FiberLists.Join(FiberLists.Sky, "SKYRBAND_FIB"),
            };
        }
    }
}
