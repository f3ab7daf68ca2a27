using System.Text.Json.Nodes;
using QuickLook.Core.Arrays;
using QuickLook.Core.Fits;
using QuickLook.Core.Formats;
using QuickLook.Core.Formats.Traces;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Pipeline.BadData;

/// <summary>A golden exposure of one camera, copied into a folder of its own, in which one thing is wrong.</summary>
public sealed class AlteredExposure : IDisposable
{
    private readonly GoldenCamera golden;
    private readonly string folder = Directory.CreateTempSubdirectory("quicklook-altered-").FullName;
    private string rawFile;
    private string? fibermapFile;

    private AlteredExposure(GoldenCamera golden)
    {
        this.golden = golden;
        rawFile = golden.Set.RawFile(golden.Exposure);
        fibermapFile = File.Exists(golden.Set.FibermapFile(golden.Exposure)) ? golden.Set.FibermapFile(golden.Exposure) : null;
        Directory.CreateDirectory(Path.GetDirectoryName(CalibrationOf("x"))!);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(golden.Set.CalibrationRoot, "spec", "sp0"), $"*{golden.Camera}*"))
        {
            File.Copy(file, CalibrationOf(Path.GetFileName(file)));
        }
    }

    public static AlteredExposure Of(int exposure, string camera = "r0") => new(GoldenCamera.Of("A", exposure, camera));

    public string CalibrationOf(string file) => Path.Combine(folder, "calib", "spec", "sp0", file);

    public AlteredExposure WithoutFibermap()
    {
        fibermapFile = null;
        return this;
    }

    /// <summary>Writes the fibermap anew from changed rows, in their order.</summary>
    public AlteredExposure WithFibers(Func<IReadOnlyList<FibermapRow>, IEnumerable<FibermapRow>> change, string program = "dark")
    {
        FibermapRow[] rows = [.. change(GoldenCamera.Succeed(Fibermap.Read(golden.Set.FibermapFile(golden.Exposure))).Rows)];
        fibermapFile = Path.Combine(folder, "fibermap.fits");
        var table = FitsHduContent.Table(
            "FIBERMAP",
            [
                FitsColumnContent.Of("FIBER", rows.Select(row => row.Fiber.Number).ToArray()),
                FitsColumnContent.Of("OBJTYPE", rows.Select(row => row.ObjectType).ToArray()),
                FitsColumnContent.Of("TARGET_RA", rows.Select(row => row.Ra).ToArray()),
                FitsColumnContent.Of("TARGET_DEC", rows.Select(row => row.Dec).ToArray()),
                FitsColumnContent.Of("DESI_TARGET", rows.Select(row => row.DesiTarget).ToArray()),
                FitsColumnContent.Of("FLUX_G", rows.Select(row => row.FluxG).ToArray()),
                FitsColumnContent.Of("FLUX_R", rows.Select(row => row.FluxR).ToArray()),
                FitsColumnContent.Of("FLUX_Z", rows.Select(row => row.FluxZ).ToArray()),
            ],
            new FitsHeader([FitsCard.Of("PROGRAM", program), FitsCard.Of("FLAVOR", "science")])
        );
        GoldenCamera.Succeed(FitsWriter.Write(fibermapFile, [table]));
        return this;
    }

    /// <summary>Writes the raw exposure anew with changed pixels (ADU, overscan included) and header.</summary>
    public AlteredExposure WithRaw(Action<Plane<float>>? pixels = null, Func<FitsHeader, FitsHeader>? header = null)
    {
        using var exposure = GoldenCamera.Succeed(RawExposure.Open(rawFile));
        using var raw = GoldenCamera.Succeed(exposure.ReadCamera(golden.Camera));
        pixels?.Invoke(raw.Pixels);
        var written = Path.Combine(folder, $"desi-{Path.GetRandomFileName()}.fits");
        GoldenCamera.Succeed(
            FitsWriter.Write(
                written,
                [
                    FitsHduContent.Empty(exposure.PrimaryHeader),
                    FitsHduContent.Image(golden.Camera.ToString().ToUpperInvariant(), raw.Pixels, header?.Invoke(raw.Header) ?? raw.Header),
                ]
            )
        );
        rawFile = written;
        return this;
    }

    /// <summary>Changes the text of the calibration record.</summary>
    public AlteredExposure WithRecord(Func<string, string> change)
    {
        var path = CalibrationOf($"{golden.Camera}.yaml");
        File.WriteAllText(path, change(File.ReadAllText(path)));
        return this;
    }

    /// <summary>Writes the calibration's traces anew.</summary>
    public AlteredExposure WithTraces(Func<TraceSet, TraceSet> change)
    {
        var path = CalibrationOf($"psf-{golden.Camera}.fits.gz");
        var traces = change(GoldenCamera.Succeed(TraceSetFile.Read(path)));
        FitsCard[] cards =
        [
            FitsCard.Of("WAVEMIN", traces.WaveMin),
            FitsCard.Of("WAVEMAX", traces.WaveMax),
            FitsCard.Of("NPIX_Y", traces.CcdRows),
        ];
        File.Delete(path);
        GoldenCamera.Succeed(
            FitsWriter.Write(
                path,
                [
                    FitsHduContent.Image("XTRACE", traces.X.Values, [traces.X.Count, traces.FiberCount], new FitsHeader(cards)),
                    FitsHduContent.Image("YTRACE", traces.Y.Values, [traces.Y.Count, traces.FiberCount], new FitsHeader(cards)),
                ]
            )
        );
        return this;
    }

    /// <summary>Writes an image of a calibration file anew.</summary>
    public AlteredExposure WithCalibrationImages(string kind, Action<string, double[]> change)
    {
        var path = CalibrationOf($"{kind}-{golden.Camera}.fits.gz");
        var hdus = new List<FitsHduContent>();
        using (var file = GoldenCamera.Succeed(FitsFile.Open(path)))
        {
            foreach (var hdu in file.Hdus)
            {
                var values = GoldenCamera.Succeed(hdu.ReadDoubles());
                change(hdu.Name, values);
                hdus.Add(FitsHduContent.Image<double>(hdu.Name, values, [.. hdu.Axes], hdu.Header));
            }
        }

        File.Delete(path);
        GoldenCamera.Succeed(FitsWriter.Write(path, hdus));
        return this;
    }

    /// <summary>Runs the camera and gives everything that came of it.</summary>
    /// <param name="mappings">Folder of the mappings; that of the exposure's own instrument when left out.</param>
    public async Task<AlteredRun> RunAsync(string? mappings = null)
    {
        var run = await GoldenRun.OfAsync(
            golden.Set,
            golden.Exposure,
            golden.Camera.ToString(),
            await MappingFiles.LoadAsync(mappings ?? MappingFiles.LimitsOf(golden.Set)),
            request => request with { RawFile = rawFile, FibermapFile = fibermapFile, CalibrationRoot = Path.Combine(folder, "calib") }
        );
        return new AlteredRun(run, run.Outcome.MergedQa is { } bytes ? JsonNode.Parse(bytes.Span) : null);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
