using QuickLook.Core.Arrays;
using QuickLook.Core.Fits;
using QuickLook.Core.Formats.Spectra;

namespace QuickLook.Tests.Golden;

/// <summary>A frame that the original wrote after a step, and how ours compares (tolerances: Golden/README.md).</summary>
public sealed class ExpectedFrame : IDisposable
{
    private readonly FitsFile file;

    private ExpectedFrame(FitsFile file) => this.file = file;

    public static ExpectedFrame Open(GoldenCamera golden, string kind) =>
        new(GoldenCamera.Succeed(FitsFile.Open(golden.Set.ExpectedFrame(kind, golden.Camera.ToString(), golden.Exposure))));

    public double[] Values(string hdu) => GoldenCamera.Succeed(file.Find(hdu).ShouldNotBeNull().ReadDoubles());

    /// <summary>Flux within 1e-5 relative plus a thousandth of the median error, inverse variance within 1e-5, wavelengths within 1e-4 Angstrom.</summary>
    public void ShouldBeLike(FiberSpectra ours, bool withWavelength)
    {
        var flux = Values("FLUX");
        var weights = Values("IVAR");
        var positive = weights.Where(weight => weight > 0).Select(weight => 1 / Math.Sqrt(weight)).Order().ToArray();
        var medianError = positive[positive.Length / 2];
        Outside(ours.Flux, flux, 1e-5, 1e-3 * medianError).ShouldBe(0, "bins of FLUX outside the tolerance");
        Outside(ours.InverseVariance, weights, 1e-5, 0).ShouldBe(0, "bins of IVAR outside the tolerance");
        if (withWavelength)
        {
            var expected = Values("WAVELENGTH");
            var actual = ours.Wavelength.Span.ToArray();
            actual.Length.ShouldBe(expected.Length);
            actual.Zip(expected, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-4);
        }
    }

    public static int Outside(Plane<float> ours, double[] theirs, double relative, double absolute)
    {
        var actual = ours.Span.ToArray();
        actual.Length.ShouldBe(theirs.Length);
        return actual.Where((value, i) => !(Math.Abs(value - theirs[i]) <= (relative * Math.Abs(theirs[i])) + absolute)).Count();
    }

    public void Dispose() => file.Dispose();
}
