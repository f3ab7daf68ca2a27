using System.IO.Compression;
using QuickLook.Core.Fits;
using QuickLook.Core.Formats;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Instrument;
using QuickLook.Core.Pipeline.Products;
using QuickLook.Tests.Core.Fits.Fuzz;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Formats;

/// <summary>Typed files damaged in headers, tables and length: each ends in a value or a failure with its file name, and what is read can be written.</summary>
public sealed class DamagedFormatTests : IDisposable
{
    private const int Rounds = 400;

    private readonly string folder = Directory.CreateTempSubdirectory("quicklook-damaged-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("b0")]
    [InlineData("r0")]
    [InlineData("z0")]
    public void Damaged_traces_are_traces_or_a_failure(string camera) =>
        Damage(
            Inflated($"psf-{camera}"),
            path =>
            {
                if (!TraceSetFile.Read(path).TryGet(out var traces, out var failure))
                {
                    return failure;
                }

                traces.FiberCount.ShouldBeInRange(1, FiberId.PerPetal);
                traces.X.Values.ToArray().ShouldAllBe(value => double.IsFinite(value));
                return PsfProduct.WriteMoved(Path.Combine(folder, "product.fits"), path, traces, traces).Failure;
            }
        );

    [Fact]
    public void A_damaged_fiber_flat_is_a_fiber_flat_or_a_failure() =>
        Damage(
            Inflated("fiberflat-r0"),
            path =>
            {
                if (!FiberFlatFile.Read(path).TryGet(out var flat, out var failure))
                {
                    return failure;
                }

                using (flat)
                {
                    flat.Throughput.Span.ToArray().ShouldAllBe(value => float.IsFinite(value));
                    return null;
                }
            }
        );

    [Fact]
    public void A_damaged_flux_calibration_is_a_flux_calibration_or_a_failure() =>
        Damage(Inflated("fluxcalib-r0"), path => FluxCalibrationFile.Read(path).Failure);

    [Fact]
    public void A_damaged_fibermap_is_a_fibermap_or_a_failure() =>
        Damage(
            File.ReadAllBytes(GoldenSet.A.FibermapFile(104)),
            path =>
            {
                if (!Fibermap.Read(path).TryGet(out var fibermap, out var failure))
                {
                    return failure;
                }

                var product = fibermap.Table.Select([new FiberId(3), new FiberId(4000)]);
                return FitsWriter.Write(Path.Combine(folder, "product.fits"), [product]).Failure;
            }
        );

    private void Damage(byte[] original, Func<string, QuickLook.Core.Results.Failure?> exercise)
    {
        var path = Path.Combine(folder, "damaged.fits");
        var failures = 0;
        for (var round = 0; round < Rounds; round++)
        {
            File.WriteAllBytes(path, FitsMutator.Mutate(original, new Random(round)));
            try
            {
                if (exercise(path) is { } failure)
                {
                    failures++;
                    failure.ToString().ShouldContain(".fits");
                }
            }
            catch (Exception bug)
            {
                throw new InvalidOperationException($"seed {round}: {bug.Message}", bug);
            }
        }

        failures.ShouldBeInRange(1, Rounds - 1, "some damage is fatal, some is not");
    }

    private static byte[] Inflated(string name)
    {
        using var file = File.OpenRead(Path.Combine(GoldenSet.A.CalibrationRoot, "spec", "sp0", $"{name}.fits.gz"));
        using var gzip = new GZipStream(file, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        gzip.CopyTo(bytes);
        return bytes.ToArray();
    }
}
