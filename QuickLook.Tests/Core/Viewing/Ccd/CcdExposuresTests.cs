using Microsoft.Extensions.Options;
using QuickLook.Core.Instrument;
using QuickLook.Core.Viewing;
using QuickLook.Core.Viewing.Ccd;
using QuickLook.Tests.Web.Scripted;

namespace QuickLook.Tests.Core.Viewing.Ccd;

public sealed class CcdExposuresTests
{
    private static readonly ScriptedProcessList Processes = new(new DateTimeOffset(2026, 11, 26, 10, 0, 0, TimeSpan.Zero));
    private static readonly CcdExposures Exposures = new(
        Processes,
        Options.Create(new ViewingOptions { OutputRoot = "/out", CalibrationRoot = "/calib" })
    );

    [Fact]
    public async Task A_process_names_its_raw_file_and_its_own_products()
    {
        var found = (await Exposures.FindAsync(4711, CancellationToken.None)).Value;

        found.Exposure.ShouldBe(new ExposureId(12345));
        found.RawPath.ShouldBe("/data/raw/20261125/00012345/desi-00012345.fits.fz");
        found.TracesFile(CameraId.Parse("b3").Value).ShouldBe("/out/runs/00004711/exposures/20261125/00012345/psf-b3-00012345.fits");
        found.Cameras.Length.ShouldBe(29);
    }

    [Fact]
    public async Task A_process_that_is_not_there_is_a_failure() =>
        (await Exposures.FindAsync(1, CancellationToken.None)).Failure!.Reason.ShouldBe("there is no process 1");
}
