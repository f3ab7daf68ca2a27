using System.Collections.Concurrent;
using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Viewing;
using QuickLook.Core.Viewing.Spectra;

namespace QuickLook.Tests.Web.Scripted;

/// <summary>Spectra that a test makes up; a process that nothing was laid down for has none.</summary>
public sealed class ScriptedSpectraShelf(IProcessList processes) : ISpectraShelf
{
    private readonly ConcurrentDictionary<long, ImmutableSortedDictionary<CameraId, CameraSpectra>> cameras = new();

    /// <summary>Said of all cameras of every process.</summary>
    public string Notice { get; set; } = string.Empty;

    /// <summary>Which spectra were read.</summary>
    public ConcurrentQueue<string> Reads { get; } = new();

    /// <summary>Gives a camera a spectrum for each of some fibers; every fifth is on blank sky, the others are ELGs and, the odd ones, quasars too.</summary>
    public void Put(
        long processId,
        string camera,
        IEnumerable<int> fibers,
        string unit = "electron/Angstrom",
        bool placed = true,
        bool sky = true,
        FiberField? field = null
    )
    {
        var id = CameraId.Parse(camera).Value;
        var spectra = new CameraSpectra
        {
            Camera = id,
            FileName = $"qlspectra-{camera}.fits",
            Unit = unit,
            HasSky = sky,
            HasNoise = true,
            Fibers = fibers.ToImmutableSortedDictionary(fiber => fiber, fiber => Target(fiber, placed, field)),
        };
        cameras[processId] = cameras
            .GetValueOrDefault(processId, ImmutableSortedDictionary<CameraId, CameraSpectra>.Empty)
            .SetItem(id, spectra);
    }

    public async Task<Result<ExposureSpectra>> ListAsync(long processId, CancellationToken cancellationToken)
    {
        var found = await processes.FindAsync(processId, cancellationToken);
        var own = cameras.GetValueOrDefault(processId, ImmutableSortedDictionary<CameraId, CameraSpectra>.Empty);
        return found.Map(record => new ExposureSpectra
        {
            Process = record.Process,
            Cameras = own,
            Missing = record
                .Process.Cameras.Where(run => !own.ContainsKey(run.Camera))
                .ToImmutableSortedDictionary(run => run.Camera, _ => "its run left no file of spectra"),
            Notice = Notice,
            Fibers = own
                .Values.SelectMany(camera => camera.Fibers)
                .DistinctBy(pair => pair.Key)
                .ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value),
        });
    }

    public Task<Result<FiberSpectrum>> ReadAsync(CameraSpectra spectra, FiberId fiber, CancellationToken cancellationToken)
    {
        Reads.Enqueue($"{spectra.Camera} {fiber}");
        return Task.FromResult<Result<FiberSpectrum>>(
            spectra.Fibers.ContainsKey(fiber.Number)
                ? Spectrum(spectra, fiber)
                : new Failure($"{spectra.Camera} has no spectrum of fiber {fiber}")
        );
    }

    private static FiberTarget Target(int fiber, bool placed, FiberField? field) =>
        new(
            field?.Find(new FiberId(fiber))
                ?? new FiberPlace(
                    new FiberId(fiber),
                    placed ? 150 + (fiber / 500 * 0.4) + (fiber % 25 * 0.01) : double.NaN,
                    placed ? 32 + (fiber % 500 / 25 * 0.02) : double.NaN,
                    fiber % 5 == 0 ? "SKY" : "TGT"
                ),
            fiber % 5 == 0 ? [TargetKind.Sky]
                : fiber % 2 == 0 ? [TargetKind.Elg]
                : [TargetKind.Qso, TargetKind.Elg],
            21.5,
            fiber % 5 == 0 ? double.NaN : 20.25,
            20
        );

    private static FiberSpectrum Spectrum(CameraSpectra spectra, FiberId fiber)
    {
        const int Bins = 400;
        var (low, high) = spectra.Camera.Arm switch
        {
            Arm.B => (3570.0, 5930.0),
            Arm.R => (5630.0, 7740.0),
            _ => (7450.0, 9830.0),
        };
        ImmutableArray<double> wavelength = [.. Enumerable.Range(0, Bins).Select(bin => low + ((high - low) * bin / (Bins - 1)))];
        return new FiberSpectrum
        {
            Camera = spectra.Camera,
            Fiber = fiber,
            Wavelength = wavelength,
            Flux = [.. wavelength.Select(at => 10 + (fiber.Number % 7) + Math.Sin(at / 40))],
            InverseVariance = [.. wavelength.Select(_ => 4.0)],
            Sky = spectra.HasSky ? [.. wavelength.Select(_ => 90.0)] : [],
            Unit = spectra.Unit,
            SkyUnit = "electron/Angstrom",
        };
    }
}
