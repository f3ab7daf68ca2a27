using QuickLook.Core.Instrument;
using QuickLook.Tests.Core.Fits.Oracles;
using static QuickLook.Tests.Core.Simulation.SimulationFolder;

namespace QuickLook.Tests.Core.Simulation.Writing;

[Collection(OracleCollection.Name)]
public sealed class SimulatedFilesInAstropyTests : IDisposable
{
    private readonly SimulationFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Simulated_files_keep_the_standard_and_their_checksums_in_the_eyes_of_astropy()
    {
        if (!ExternalTools.AreAvailable(nameof(Simulated_files_keep_the_standard_and_their_checksums_in_the_eyes_of_astropy)))
        {
            return;
        }

        folder.WriteCalibration(B0);
        var bits16 = folder.Write(Order(Flavor.Flat, 1, B0, R0));
        var bits32 = folder.Write(Order(Flavor.Zero, 1, Z0) with { Exposure = new ExposureId(8) }, Tiny with { BitsPerPixel = 32 });
        var calibrations = Directory.GetFiles(folder.Calibration, "*.fits", SearchOption.AllDirectories);

        var seen = ExternalTools.RunOracle("fits_verify.py", [bits16.RawFile, bits16.FibermapFile!, bits32.RawFile, .. calibrations]);

        seen.ShouldContain("\tR0\t");
        seen.ShouldContain("\tZ0\t");
        seen.ShouldContain("\tFIBERMAP\t");
        calibrations.Length.ShouldBe(3);
    }
}
