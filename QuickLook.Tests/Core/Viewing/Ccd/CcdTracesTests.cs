using System.Buffers.Binary;
using Microsoft.Extensions.Options;
using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Instrument;
using QuickLook.Core.Viewing;
using QuickLook.Core.Viewing.Ccd;
using QuickLook.Tests.Golden;
using QuickLook.Tests.Web.Scripted;

namespace QuickLook.Tests.Core.Viewing.Ccd;

public sealed class CcdTracesTests
{
    private static readonly CameraId Camera = CameraId.Parse("r0").Value;
    private static readonly TraceSet Calibrated = TraceSetFile
        .Read(Path.Combine(GoldenSet.A.CalibrationRoot, "spec", "sp0", "psf-r0.fits.gz"))
        .Value;

    [Fact]
    public void Between_the_points_a_straight_line_is_the_trace()
    {
        var traces = CcdTraces.Of(Calibrated);

        traces.FiberCount.ShouldBe(Calibrated.FiberCount);
        traces.RowStep.ShouldBe(16);
        var looked = 0;
        foreach (var fiber in new[] { 0, 7, traces.FiberCount - 1 })
        {
            for (var wavelength = Calibrated.WaveMin; wavelength <= Calibrated.WaveMax; wavelength += 17)
            {
                var (x, y) = (Calibrated.XAt(fiber, wavelength), Calibrated.YAt(fiber, wavelength));
                var point = (int)(y / traces.RowStep);
                if (y < 0 || point + 1 >= traces.PointCount)
                {
                    continue;
                }

                var part = (float)((y / traces.RowStep) - point);
                float.Lerp(traces.XAt(fiber, point), traces.XAt(fiber, point + 1), part).ShouldBe((float)x, 0.01f);
                float.Lerp(traces.WavelengthAt(fiber, point), traces.WavelengthAt(fiber, point + 1), part)
                    .ShouldBe((float)wavelength, 0.2f);
                looked++;
            }
        }

        looked.ShouldBeGreaterThan(200);
    }

    [Fact]
    public void Bytes_are_what_a_script_reads()
    {
        var traces = CcdTraces.Of(Calibrated);

        var bytes = traces.ToBytes();

        bytes.Length.ShouldBe(12 + (traces.FiberCount * traces.PointCount * 8));
        BinaryPrimitives.ReadInt32LittleEndian(bytes).ShouldBe(traces.FiberCount);
        BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4)).ShouldBe(traces.PointCount);
        BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(8)).ShouldBe(traces.RowStep);
        var at = 12 + (8 * ((2 * traces.PointCount) + 3));
        BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(at)).ShouldBe(traces.XAt(2, 3));
        BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(at + 4)).ShouldBe(traces.WavelengthAt(2, 3));
    }

    [Fact]
    public async Task A_process_has_its_own_traces_or_those_of_the_calibration()
    {
        var root = Directory.CreateTempSubdirectory("ql-ccd-").FullName;
        try
        {
            var exposures = new ScriptedCcdExposures();
            exposures.Put(ScriptedCcdExposures.Golden(104) with { ProductRoot = root });
            var shelf = new CcdTraceShelf(exposures, Options.Create(new ViewingOptions { CalibrationRoot = GoldenSet.A.CalibrationRoot }));
            var calibrated = (await shelf.ReadAsync(104, Camera, CancellationToken.None)).Value;
            calibrated.XAt(3, 2).ShouldBe(CcdTraces.Of(Calibrated).XAt(3, 2));

            var own = ScriptedCcdExposures.Golden(104) with { ProductRoot = root };
            Directory.CreateDirectory(Path.GetDirectoryName(own.TracesFile(Camera))!);
            File.Copy(GoldenSet.A.ExpectedFrame("psf", "r0", 104), own.TracesFile(Camera));
            var moved = (await shelf.ReadAsync(104, Camera, CancellationToken.None)).Value;

            var expected = CcdTraces.Of(TraceSetFile.Read(GoldenSet.A.ExpectedFrame("psf", "r0", 104)).Value);
            moved.XAt(3, 2).ShouldBe(expected.XAt(3, 2));
            moved.XAt(3, 2).ShouldNotBe(calibrated.XAt(3, 2));

            (await shelf.ReadAsync(7, Camera, CancellationToken.None)).Failure!.Reason.ShouldBe("there is no process 7");
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }
}
