using System.Diagnostics;
using Microsoft.Extensions.Options;
using QuickLook.Core.Instrument;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Viewing;
using QuickLook.Core.Viewing.Spectra;
using QuickLook.Tests.Golden;
using QuickLook.Tests.Web.Scripted;

namespace QuickLook.Tests.Core.Viewing.Spectra;

public sealed class SpectraShelfTests : IDisposable
{
    private const long Science = 4707;
    private const long Running = 4711;
    private const long Broken = 4708;
    private const long Imported = 4706;

    private static readonly CameraId R0 = CameraId.Parse("r0").Value;
    private static readonly CameraId B0 = CameraId.Parse("b0").Value;

    private readonly string root = Directory.CreateTempSubdirectory("ql-shelf-").FullName;
    private readonly ScriptedProcessList processes = new(TimeProvider.System.GetUtcNow());
    private readonly SpectraShelf shelf;

    public SpectraShelfTests() => shelf = new SpectraShelf(processes, Options.Create(new ViewingOptions { OutputRoot = root }));

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task The_fibers_of_all_cameras_are_listed_and_read()
    {
        await WriteAsync(Science, R0, [0, 1, 2]);
        await WriteAsync(Science, B0, [0, 1, 3]);

        var spectra = await ListAsync(Science);

        spectra.Cameras.Keys.ShouldBe([B0, R0]);
        spectra.Fibers.Keys.ShouldBe([0, 1, 2, 3]);
        spectra.Notice.ShouldBeEmpty();
        spectra.Missing[CameraId.Parse("b1").Value].ShouldBe("its run left no file of spectra");
        var read = await shelf.ReadAsync(spectra.Cameras[R0], new FiberId(0), CancellationToken.None);
        read.Value.Flux[1].ShouldBe(SpectraFiles.Flux(0, 1), 1e-5);
    }

    [Fact]
    public async Task The_frames_of_the_original_serve_where_there_is_nothing_better()
    {
        var path = SpectraFiles.PathOf(root, await ProcessAsync(Science), R0);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Copy(
            GoldenSet.A.ExpectedFrame("qframe-Extract_QP", "r0", 104),
            path.Replace("qlspectra", "qframe", StringComparison.Ordinal) + ".gz"
        );

        (await ListAsync(Science)).Cameras[R0].Fibers.Count.ShouldBe(75);

        await WriteAsync(Science, R0, [5]);
        (await ListAsync(Science)).Cameras[R0].Fibers.Keys.ShouldBe([5]);
    }

    [Fact]
    public async Task A_file_that_was_replaced_is_read_anew_and_one_that_is_gone_is_told()
    {
        await WriteAsync(Science, R0, [0, 1]);
        var before = (await ListAsync(Science)).Cameras[R0];

        await WriteAsync(Science, R0, [1, 0, 2]);
        var read = await shelf.ReadAsync(before, new FiberId(0), CancellationToken.None);
        read.Value.Flux[1].ShouldBe(SpectraFiles.Flux(0, 1), 1e-5);

        File.Delete(SpectraFiles.PathOf(root, await ProcessAsync(Science), R0));
        (await shelf.ReadAsync(before, new FiberId(0), CancellationToken.None)).Failure!.Reason.ShouldBe(
            "the spectra are not on disk any more"
        );
    }

    [Fact]
    public async Task Why_there_are_none_is_said_for_every_state_of_a_process()
    {
        (await ListAsync(Running)).Notice.ShouldStartWith("This process still runs");
        (await ListAsync(Running)).Missing[R0].ShouldBe("it still runs; spectra are there when it has ended");
        (await ListAsync(Imported)).Notice.ShouldBe("These results were imported from nersc: documents and verdicts, without spectra.");
        (await ListAsync(Broken))
            .Missing[CameraId.Parse("r8").Value]
            .ShouldBe("it did not get that far: Preproc, the file ends in the middle of a tile");
        (await ListAsync(Science)).Notice.ShouldStartWith("No camera of this process left spectra on disk");
        (await shelf.ListAsync(1, CancellationToken.None)).Failure!.Reason.ShouldBe("there is no process 1");
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_does_not_take_the_others_with_it()
    {
        await WriteAsync(Science, R0, [0]);
        var path = SpectraFiles.PathOf(root, await ProcessAsync(Science), B0);
        await File.WriteAllTextAsync(path, "no spectra");

        var spectra = await ListAsync(Science);

        spectra.Cameras.Keys.ShouldBe([R0]);
        spectra.Missing[B0].ShouldStartWith("its file cannot be read: ");
    }

    [Fact]
    public async Task A_link_is_not_followed()
    {
        var elsewhere = SpectraFiles.Write(Path.Combine(root, "elsewhere", "x.fits"), SpectraFiles.Hdus([0]));
        var path = SpectraFiles.PathOf(root, await ProcessAsync(Science), R0);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.CreateSymbolicLink(path, elsewhere);

        (await ListAsync(Science)).Cameras.ShouldBeEmpty();
    }

    [Fact]
    public async Task Three_arms_of_a_fiber_at_full_size_are_there_within_a_moment()
    {
        var fibers = Enumerable.Range(0, 500).ToList();
        foreach (var arm in Arms.All)
        {
            var path = SpectraFiles.PathOf(root, await ProcessAsync(Science), new CameraId(arm, new Spectrograph(0)));
            SpectraFiles.Write(path, SpectraFiles.Hdus(fibers, bins: 4100));
        }

        // Each time with a shelf that knows no file yet; the first time the code is compiled, which does not count.
        var best = TimeSpan.MaxValue;
        for (var run = 0; run < 4; run++)
        {
            var fresh = new SpectraShelf(processes, Options.Create(new ViewingOptions { OutputRoot = root }));
            var began = Stopwatch.GetTimestamp();
            var spectra = (await fresh.ListAsync(Science, CancellationToken.None)).Value;
            foreach (var camera in spectra.Cameras.Values)
            {
                (await fresh.ReadAsync(camera, new FiberId(321), CancellationToken.None)).Value.Flux.Length.ShouldBe(4100);
            }

            best = run > 0 && Stopwatch.GetElapsedTime(began) is var took && took < best ? took : best;
        }

        // The goal is 150 ms; the suite asserts three times that, as it does elsewhere.
        best.ShouldBeLessThan(TimeSpan.FromMilliseconds(450));
        Console.WriteLine($"three arms of a fiber, {best.TotalMilliseconds:F1} ms");
    }

    private async Task<ExposureSpectra> ListAsync(long process) => (await shelf.ListAsync(process, CancellationToken.None)).Value;

    private async Task<StoredProcess> ProcessAsync(long process) =>
        (await processes.FindAsync(process, CancellationToken.None)).Value.Process;

    private async Task WriteAsync(long process, CameraId camera, int[] fibers) =>
        SpectraFiles.Write(SpectraFiles.PathOf(root, await ProcessAsync(process), camera), SpectraFiles.Hdus(fibers));
}
