using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Simulation;

/// <summary>A folder into which tests simulate; removed afterwards.</summary>
public sealed class SimulationFolder : IDisposable
{
    public static readonly CameraId B0 = new(Arm.B, new Spectrograph(0));
    public static readonly CameraId R0 = new(Arm.R, new Spectrograph(0));
    public static readonly CameraId Z0 = new(Arm.Z, new Spectrograph(0));
    public static readonly Night TheNight = new(new DateOnly(2026, 11, 1));

    private readonly string root = Directory.CreateTempSubdirectory("quicklook-simulation-").FullName;

    public string Raw => Path.Combine(root, "raw");

    public string Calibration => Path.Combine(root, "calib");

    public string Output => Path.Combine(root, "out");

    public static SimulatedInstrument Tiny => new() { Size = InstrumentSize.Tiny };

    public static ExposureOrder Order(Flavor flavor, long seed = 1, params CameraId[] cameras) =>
        StandardOrders.Of(flavor, TheNight, new ExposureId(7), [.. cameras], seed, ObservingProgram.Dark);

    public SimulatedExposureFiles Write(ExposureOrder order, SimulatedInstrument? instrument = null, int workers = 1) =>
        GoldenCamera.Succeed(new SpectrographSimulator(instrument ?? Tiny).WriteExposure(Raw, order, workers, CancellationToken.None));

    public void WriteCalibration(params CameraId[] cameras) =>
        GoldenCamera.Succeed(new SpectrographSimulator(Tiny).WriteCalibration(Calibration, cameras, 1, CancellationToken.None));

    public void Dispose() => Directory.Delete(root, recursive: true);
}
